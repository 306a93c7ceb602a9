// One organisation: where it stands, its parts, its offices with who holds them and what they may do.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { OfficeList } from './OfficeList.tsx'
import { ChangeDialog, EndDialog, FoundDialog } from './UnitDialogs.tsx'
import { type Organisation, useKindWord, useOrganisation, useParts } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const PEOPLE: string = '/settings/people'

interface OrganisationViewProps {
  readonly id: string
  readonly mayChange: boolean
  readonly onOpen: (id: string) => void
  readonly onBack: () => void
}

export function OrganisationView({ id, mayChange, onOpen, onBack }: OrganisationViewProps) {
  const say = useWords(organisationWords)
  const one = useOrganisation(id)
  return (
    <>
      <p>
        <Button onClick={onBack}>{say('back')}</Button>
      </p>
      {one.isPending && <Loading rows={6} />}
      {one.isError && <Failed error={one.error} onRetry={() => one.refetch()} />}
      {one.data && (
        <Filled
          one={one.data}
          mayChange={mayChange && one.data.endedAt === undefined}
          onOpen={onOpen}
        />
      )}
    </>
  )
}

interface FilledProps {
  readonly one: Organisation
  readonly mayChange: boolean
  readonly onOpen: (id: string) => void
}

function Filled({ one, mayChange, onOpen }: FilledProps) {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const [opened, setOpened] = useState<'change' | 'end' | 'part'>()
  const close = () => setOpened(undefined)
  return (
    <article aria-labelledby="organisation-name">
      <div className="organisations-head">
        <h2 id="organisation-name">
          {nameOf(one.name, one.id)}
          {one.endedAt !== undefined && ` (${say('ended')})`}
        </h2>
        {mayChange && (
          <>
            <Button onClick={() => setOpened('change')}>{say('change')}</Button>
            <Button onClick={() => setOpened('end')}>{say('end')}</Button>
          </>
        )}
      </div>
      <Facts one={one} onOpen={onOpen} />
      <p>
        <Link className="button" to={PEOPLE} search={{ organisation: one.id } as never}>
          {say('people')}
        </Link>
      </p>
      <OfficeList organisation={one} mayChange={mayChange} />
      <Parts
        parent={one.id}
        onOpen={onOpen}
        add={mayChange && <Button onClick={() => setOpened('part')}>{say('foundPart')}</Button>}
      />
      {opened === 'change' && <ChangeDialog one={one} onClose={close} />}
      {opened === 'end' && <EndDialog one={one} onClose={close} />}
      {opened === 'part' && (
        <FoundDialog
          initial={{ district: one.district, territory: one.territory, parent: one.id }}
          onFounded={onOpen}
          onClose={close}
        />
      )}
    </article>
  )
}

type FactWord = 'id' | 'kind' | 'partOf' | 'territory' | 'department'

function Facts({ one, onOpen }: Omit<FilledProps, 'mayChange'>) {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const kindWord = useKindWord()
  const { id, kind, parent, territory, department, invented } = one
  const [above] = useEntries('organisation', parent === undefined ? [] : [parent]).data
  const [area] = useEntries('area', [territory]).data
  const whole =
    parent === undefined ? (
      say('nothingAbove')
    ) : (
      <Button type="link" className="organisations-name" onClick={() => onOpen(parent)}>
        {nameOf(above?.name, parent)}
      </Button>
    )
  const facts: readonly (readonly [FactWord, ReactNode])[] = [
    ['id', id],
    ['kind', kindWord(kind)],
    ['partOf', whole],
    ['territory', nameOf(area?.name, territory)],
    ['department', say(department ? 'yes' : 'no')],
  ]
  return (
    <dl className="organisations-facts">
      {facts.map(([word, value]) => (
        <div key={word}>
          <dt>{say(word)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {invented && (
        <div>
          <dt>{say('invented')}</dt>
          <dd>{say('yes')}</dd>
        </div>
      )}
    </dl>
  )
}

interface PartsProps {
  readonly parent: string
  readonly onOpen: (id: string) => void
  readonly add: ReactNode
}

function Parts({ parent, onOpen, add }: PartsProps) {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const kindWord = useKindWord()
  const parts = useParts(parent)
  return (
    <section aria-labelledby="organisation-parts" className="organisations-part">
      <div className="organisations-head">
        <h3 id="organisation-parts">{say('parts')}</h3>
        {add}
      </div>
      {parts.isPending && <Loading rows={2} height="1.5em" />}
      {parts.isError && <Failed error={parts.error} onRetry={() => parts.refetch()} />}
      {parts.data?.items.length === 0 && <p className="settings-lead">{say('partsNone')}</p>}
      <ul className="organisations-parts">
        {(parts.data?.items ?? []).map(({ id, name, kind, endedAt }) => (
          <li key={id}>
            <Button type="link" className="organisations-name" onClick={() => onOpen(id)}>
              {nameOf(name, id)}
            </Button>
            <small>
              {[kindWord(kind), ...(endedAt === undefined ? [] : [say('ended')])].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
