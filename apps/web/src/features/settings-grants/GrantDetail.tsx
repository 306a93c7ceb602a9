// One grant: what happened to it, what was delegated from it, and what this office can do with it.
import { Button } from 'antd'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { dateOf, momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { GrantActDialog } from './GrantActDialog.tsx'
import { actsOf, type GrantAct } from './grant-acts.ts'
import { overWords } from './over-whom.ts'
import { type GrantRow, type Names, useDelegations, useHistory, useRenew } from './use-grants.ts'
import { grantsWords } from './words.ts'

const BY_SYSTEM = 'system'

export function GrantDetail({ grant }: { readonly grant: GrantRow }) {
  const say = useWords(grantsWords)
  const mandate = useMandate()
  const renew = useRenew()
  const [opened, setOpened] = useState<GrantAct>()
  const acts = actsOf(grant, { office: mandate.office, isKeeper: mandate.may('configure') })
  return (
    <div className="grant-detail">
      <div>
        <GivenBy grant={grant} />
        {grant.post === undefined && <History id={grant.id} />}
      </div>
      {grant.source === undefined && grant.post === undefined && <Delegations source={grant.id} />}
      {acts.length > 0 && (
        <p className="grant-acts">
          {acts.map(act => (
            <Button key={act} onClick={() => setOpened(act)}>
              {say(`a_${act}`)}
            </Button>
          ))}
        </p>
      )}
      {opened !== undefined && (
        <GrantActDialog
          act={opened}
          grant={grant}
          onClose={() => setOpened(undefined)}
          onDone={() => {
            setOpened(undefined)
            renew()
          }}
        />
      )}
    </div>
  )
}

function GivenBy({ grant: { givenBy, post, names } }: { readonly grant: GrantRow }) {
  const say = useWords(grantsWords)
  const tag = useLanguage()
  const nameOf = useName()
  if (post !== undefined) return <p>{say('givenByPost', { post: nameOf(names[post], post) })}</p>
  if (givenBy === undefined) return null
  const at = dateOf(tag, givenBy.at)
  return (
    <p>
      {say('giver')}{' '}
      {givenBy.person === BY_SYSTEM
        ? say('givenBySystem', { at })
        : say('givenBy', { office: nameOf(names[givenBy.office], givenBy.office), at })}
    </p>
  )
}

function History({ id }: { readonly id: string }) {
  const say = useWords(grantsWords)
  const history = useHistory(id)
  if (history.isPending) return <Loading rows={1} />
  if (history.isError) return <Failed error={history.error} onRetry={() => history.refetch()} />
  const { items, names } = history.data
  return (
    <>
      <h3>{say('history')}</h3>
      <ol className="grant-history">
        {items.map(change => (
          <li key={`${change.type}${change.at}`}>
            <Change change={change} names={names} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Change({
  change,
  names,
}: {
  readonly change: Schemas['GrantChange']
  readonly names: Names
}) {
  const say = useWords(grantsWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { type, at, by, departments, area, until, instrument, successor, reason } = change
  const about = [
    departments && overWords(departments, { tag, names, say }),
    area && nameOf(names[area], area),
    until && say('until', { at: dateOf(tag, until) }),
    instrument,
    successor && say('h_successor', { office: nameOf(names[successor], successor) }),
    reason && say('h_reason', { reason }),
  ].filter(Boolean)
  return (
    <>
      <time dateTime={at}>
        {dateOf(tag, at)} {momentOf(tag, at).split(/[ ,]+/).at(-1)}
      </time>{' '}
      <strong>{say(`h_${type}`)}</strong>
      {by.person !== BY_SYSTEM && <> {nameOf(names[by.office], by.office)}</>}
      <small>{about.join(' · ')}</small>
    </>
  )
}

function Delegations({ source }: { readonly source: string }) {
  const say = useWords(grantsWords)
  const tag = useLanguage()
  const nameOf = useName()
  const delegations = useDelegations(source)
  const items = delegations.data ?? []
  if (items.length === 0) return null
  return (
    <div>
      <h3>{say('delegations')}</h3>
      <ul className="grant-history">
        {items.map(({ id, office, until, counts, names }) => (
          <li key={id}>
            <strong>{nameOf(names[office], office)}</strong>
            {until && <> {say('until', { at: dateOf(tag, until) })}</>} {say(`counts_${counts}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}
