// Everything that one was told; what is unread is marked, and stays until one has looked.
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { type Problem, toProblem } from '../../api/problem.ts'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { type InboxItem, KEY, markSeen, useInbox, useRenew } from './use-me.ts'
import { meWords } from './words.ts'

const LIVE_KINDS = ['page'] as const
/** Messages follow an act by a moment. */
const GATHER_MS = 1500

function isAsked({ act, status }: InboxItem): boolean {
  return status === 'open' && (act === 'rehearse' || act === 'alarm')
}

function What({ item }: { readonly item: InboxItem }) {
  const say = useWords(meWords)
  const tag = useLanguage()
  const nameOf = useName()
  const renew = useRenew()
  const { words, whistle, drill, emergency, dueAt, id, seen } = item
  const notes = [
    ...(drill ? [say('drill')] : []),
    ...(emergency ? [say('emergency')] : []),
    ...(dueAt === undefined ? [] : [say('dueAt', { at: momentOf(tag, dueAt) })]),
  ]
  return (
    <>
      <span className={seen ? undefined : 'me-unseen'}>{nameOf(words)}</span>
      {whistle !== undefined && (
        <>
          {' · '}
          <Link
            to="/whistles/$id"
            params={{ id: whistle }}
            onClick={() => {
              // Whoever opens it has looked; if that is not written down now, it stays unread.
              if (!seen) markSeen(id).then(renew, () => undefined)
            }}
          >
            {say('open')}
          </Link>
        </>
      )}
      {notes.length > 0 && <small>{notes.join(' · ')}</small>}
    </>
  )
}

function Acts({ item, onDone }: { readonly item: InboxItem; readonly onDone: () => void }) {
  const say = useWords(meWords)
  const { id } = item
  const seen = useAct<object, unknown>({ send: (_, key) => markSeen(id, key), onDone })
  const answer = useAct<object, unknown>({
    send: (_, key) =>
      get(
        api.POST('/api/inbox/{id}/answer', {
          params: { path: { id } },
          headers: { 'idempotency-key': key },
          body: {},
        }),
      ),
    onDone,
  })
  return (
    <div className="row-acts">
      {isAsked(item) && (
        <Button size="small" type="primary" onClick={() => answer.run({})}>
          {say('answer')}
        </Button>
      )}
      {!(item.seen || isAsked(item)) && (
        <Button size="small" loading={seen.isRunning} onClick={() => seen.run({})}>
          {say('markSeen')}
        </Button>
      )}
      <ActProblem problem={answer.problem ?? seen.problem} />
    </div>
  )
}

/** One after the other, each its own act; what went wrong stays unread. */
function MarkAll({
  items,
  onDone,
}: {
  readonly items: readonly InboxItem[]
  readonly onDone: () => void
}) {
  const say = useWords(meWords)
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const run = async () => {
    for (const { id } of items) await markSeen(id)
  }
  return (
    <>
      <Button
        loading={isRunning}
        onClick={() => {
          setRunning(true)
          setProblem(undefined)
          run()
            .catch((error: unknown) => setProblem(toProblem(error)))
            .finally(() => {
              setRunning(false)
              onDone()
            })
        }}
      >
        {say('markAll')}
      </Button>
      <ActProblem problem={problem} />
    </>
  )
}

export function Inbox() {
  const say = useWords(meWords)
  const tag = useLanguage()
  const [{ unseen }, change] = useFilters(['unseen'])
  const list = useInbox(unseen === '1')
  const renew = useRenew()
  useLiveQueries(KEY, LIVE_KINDS, GATHER_MS)
  const columns = useMemo<TableColumnsType<InboxItem>>(
    () => [
      {
        key: 'at',
        title: say('at'),
        render: (_, { openedAt }) => <time dateTime={openedAt}>{momentOf(tag, openedAt)}</time>,
      },
      { key: 'what', title: say('what'), render: (_, item) => <What item={item} /> },
      {
        key: 'state',
        title: say('state'),
        render: (_, { seen, status }) => (
          <>
            <FareMark fare={seen ? 'over' : 'good'} word={say(seen ? 'seen' : 'unseen')} />
            {status === 'settled' && <small>{say('over')}</small>}
          </>
        ),
      },
      { key: 'acts', render: (_, item) => <Acts item={item} onDone={renew} /> },
    ],
    [say, tag, renew],
  )
  const unread = list.rows.filter(({ seen }) => !seen)
  return (
    <>
      <p className="me-lead">{say('inboxLead')}</p>
      <p className="page-acts">
        <label className="filter-check">
          <input
            type="checkbox"
            checked={unseen === '1'}
            onChange={({ target }) => change({ unseen: target.checked ? '1' : undefined })}
          />
          {say('onlyUnseen')}
        </label>
        {unread.length > 1 && <MarkAll items={unread} onDone={renew} />}
      </p>
      <PagedTable<InboxItem>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('inboxCaption')}
        empty={{ title: say(unseen === '1' ? 'inboxNoneUnseen' : 'inboxNone') }}
        leastWidth="34rem"
      />
    </>
  )
}
