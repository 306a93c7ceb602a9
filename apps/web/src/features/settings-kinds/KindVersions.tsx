// One kind through its versions: when each holds, what it changed, all that it says.
import { Button, type TableColumnsType } from 'antd'
import { serverNow } from '../../api/clock.ts'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { dateOf } from '../../i18n/formats.ts'
import { useName } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { Changes } from './Changes.tsx'
import { KeptDrafts } from './KeptDrafts.tsx'
import { changesBetween, factsOf, type Kind, type KindSpeech, SECTIONS } from './kind-facts.ts'
import { isAlways, type Placed, placeVersions, type Version } from './kind-versions.ts'
import { useSpeech, useVersions } from './use-kinds.ts'

interface VersionsProps {
  readonly code: string
  readonly onBack: () => void
  readonly onDraft: (version: string) => void
}

function periodWords({ kind, until }: Placed, { say, tag }: KindSpeech): string {
  const end = until === undefined ? undefined : dateOf(tag, until)
  if (isAlways(kind.effectiveFrom))
    return end === undefined ? say('holdsAlways') : say('holdsUntil', { until: end })
  const from = dateOf(tag, kind.effectiveFrom)
  return end === undefined
    ? say('holdsFrom', { from })
    : say('holdsFromUntil', { from, until: end })
}

function changesOf({ kind, before }: Placed, speech: KindSpeech) {
  return before && changesBetween(before as Kind, kind as Kind, speech)
}

function useColumns(onDraft: (version: string) => void): TableColumnsType<Placed> {
  const speech = useSpeech()
  const { may } = useMandate()
  const { say } = speech
  return [
    {
      key: 'version',
      title: say('version'),
      render: (_, { kind }) => say('versionOf', { version: kind.version }),
    },
    {
      key: 'state',
      title: say('state'),
      render: (_, { state }) => (
        <span className={`kind-state kind-${state}`}>{say(`state_${state}`)}</span>
      ),
    },
    { key: 'period', title: say('since'), render: (_, row) => periodWords(row, speech) },
    {
      key: 'changes',
      title: say('changes'),
      render: (_, row) => {
        const changes = changesOf(row, speech)
        if (changes === undefined) return say('firstVersion')
        return changes.length === 0
          ? say('noChanges')
          : say('changesCount', { count: changes.length })
      },
    },
    ...(may('configure')
      ? [
          {
            key: 'acts',
            render: (_: unknown, { kind }: Placed) => (
              <span className="row-acts">
                <Button onClick={() => onDraft(kind.version)}>{say('edit')}</Button>
              </span>
            ),
          },
        ]
      : []),
  ]
}

export function KindVersions({ code, onBack, onDraft }: VersionsProps) {
  const speech = useSpeech()
  const nameOf = useName()
  const { say } = speech
  const versions = useVersions(code)
  const columns = useColumns(onDraft)
  if (versions.isPending) return <Loading rows={6} />
  if (versions.isError) return <Failed error={versions.error} onRetry={() => versions.refetch()} />
  const placed = placeVersions(versions.data.versions, serverNow())
  const shown = placed.find(({ state }) => state === 'in_force') ?? placed[0]
  return (
    <div className="kinds">
      <header>
        <h1>{nameOf(shown?.kind.name, code)}</h1>
        <Button className="page-act" onClick={onBack}>
          {say('back')}
        </Button>
        <p className="settings-lead">{say('versionsLead')}</p>
      </header>
      <KeptDrafts code={code} onDraft={onDraft} />
      <PagedTable<Placed>
        list={wholeList({ ...versions, data: placed })}
        columns={columns}
        keyOf={({ kind }) => kind.version}
        caption={say('versions')}
        empty={{ title: say('none') }}
        expandable={{
          expandedRowRender: row => <OneVersion placed={row} />,
          ...(shown === undefined ? {} : { defaultExpandedRowKeys: [shown.kind.version] }),
        }}
        leastWidth="40rem"
        isPlain={true}
      />
    </div>
  )
}

function OneVersion({ placed }: { readonly placed: Placed }) {
  const speech = useSpeech()
  const changes = changesOf(placed, speech) ?? []
  return (
    <div className="kind-version">
      {changes.length > 0 && (
        <section>
          <h3>{speech.say('changes')}</h3>
          <Changes changes={changes} />
        </section>
      )}
      <h3>{speech.say('whatItSays')}</h3>
      <Facts kind={placed.kind} />
    </div>
  )
}

function Facts({ kind }: { readonly kind: Version }) {
  const speech = useSpeech()
  const facts = factsOf(kind as Kind, speech)
  return (
    <div className="kind-facts">
      {SECTIONS.filter(section => section !== 'basics').map(section => (
        <section key={section}>
          <h4>{speech.say(`s_${section}`)}</h4>
          <dl>
            {facts
              .filter(fact => fact.section === section)
              .map(({ key, label, value }) => (
                <div key={key}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
