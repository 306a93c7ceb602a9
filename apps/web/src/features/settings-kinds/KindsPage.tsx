// Kinds of whistles: what holds, what held and what will hold; a new version is drafted beside its effect.
import { Button, type TableColumnsType } from 'antd'
import { serverNow } from '../../api/clock.ts'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { dateOf } from '../../i18n/formats.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { KeptDrafts } from './KeptDrafts.tsx'
import { KindDraft } from './KindDraft.tsx'
import { KindVersions } from './KindVersions.tsx'
import { durationWords } from './kind-facts.ts'
import { isAlways, type Version } from './kind-versions.ts'
import './kinds.css'
import { KEY, useKinds, useSpeech } from './use-kinds.ts'
import { kindsWords } from './words.ts'

const LIVE_KINDS = ['policy'] as const

export function KindsPage() {
  useLiveQueries(KEY, LIVE_KINDS)
  const [{ kind, draft }, change] = useFilters(['kind', 'draft'])
  if (draft !== undefined)
    return (
      <KindDraft
        key={`${kind ?? ''} ${draft}`}
        code={kind}
        base={draft}
        onClose={code => change({ kind: code, draft: undefined })}
      />
    )
  if (kind !== undefined)
    return (
      <KindVersions
        code={kind}
        onBack={() => change({ kind: undefined })}
        onDraft={version => change({ draft: version })}
      />
    )
  return (
    <KindList onOpen={code => change({ kind: code })} onNew={code => change({ draft: code })} />
  )
}

interface ListProps {
  readonly onOpen: (code: string) => void
  /** With the code of the kind to begin from. */
  readonly onNew: (code: string) => void
}

function useColumns(onOpen: (code: string) => void): TableColumnsType<Version> {
  const speech = useSpeech()
  const nameOf = useName()
  const { say, tag } = speech
  const isHeld = ({ effectiveFrom }: Version) => Date.parse(effectiveFrom) <= serverNow()
  return [
    {
      key: 'name',
      title: say('name'),
      render: (_, row) => (
        <Button type="link" className="kind-name" onClick={() => onOpen(row.code)}>
          {nameOf(row.name, row.code)}
        </Button>
      ),
    },
    {
      key: 'inForce',
      title: say('inForce'),
      render: (_, row) =>
        isHeld(row) ? say('versionOf', { version: row.version }) : say('notYet'),
    },
    {
      key: 'since',
      title: say('since'),
      render: (_, { effectiveFrom }) =>
        isAlways(effectiveFrom) ? say('always') : dateOf(tag, effectiveFrom),
    },
    {
      key: 'approval',
      title: say('approval'),
      render: (_, row) => say(`approval_${row.approval}`),
    },
    {
      key: 'arrive',
      title: say('arriveClock'),
      render: (_, { summonsClocks: { arrive } }) =>
        arrive === undefined ? say('notRunning') : durationWords(arrive, speech),
    },
    {
      key: 'presence',
      title: say('presence'),
      render: (_, row) => say(`presence_${row.presence}`),
    },
    {
      key: 'confidential',
      title: say('s_secrecy'),
      render: (_, row) => (row.confidential ? say('confidential') : ''),
    },
  ]
}

function KindList({ onOpen, onNew }: ListProps) {
  const say = useWords(kindsWords)
  const { may } = useMandate()
  const kinds = useKinds()
  const columns = useColumns(onOpen)
  const [first] = kinds.data ?? []
  return (
    <div className="kinds">
      <header>
        <h1>{say('title')}</h1>
        {may('configure') && first !== undefined && (
          <Button type="primary" className="page-act" onClick={() => onNew(`new:${first.code}`)}>
            {say('newKind')}
          </Button>
        )}
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <KeptDrafts code={undefined} onDraft={onNew} />
      <PagedTable<Version>
        list={wholeList(kinds)}
        columns={columns}
        keyOf={({ code }) => code}
        caption={say('caption')}
        empty={{ title: say('none'), children: <p>{say('noneLead')}</p> }}
        leastWidth="52rem"
        isPlain={true}
      />
    </div>
  )
}
