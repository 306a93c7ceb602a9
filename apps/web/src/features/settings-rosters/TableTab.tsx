// Duty tables in and out, and addresses for calendar programs.
import { useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { SheetImport } from '../../desk-ui/sheets/SheetImport.tsx'
import { type SheetReport, sheetInit } from '../../desk-ui/sheets/sheet-file.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { type Roster, useFeeds, useRenew } from './use-rosters.ts'
import { rosterWords } from './words.ts'

export function TableTab({ roster }: { readonly roster: Roster }) {
  return (
    <>
      <Import roster={roster} />
      <Export roster={roster} />
      <Feeds roster={roster} />
    </>
  )
}

function toReport(report: Schemas['DutyTableReport'], name: string): SheetReport {
  const { rows, added, changed, unchanged, removed, bad, applied, problems, problemCount } = report
  return {
    applied,
    lines: [{ name, rows, added, changed, unchanged, removed, bad }],
    problems: problems.map(one => ({ ...one, table: name })),
    problemCount,
  }
}

function Import({ roster: { id, may } }: { readonly roster: Roster }) {
  const say = useWords(rosterWords)
  const renew = useRenew()
  return (
    <section className="roster-list" aria-label={say('importTitle')}>
      <h2>{say('importTitle')}</h2>
      <p className="settings-lead">{say(may.write ? 'importLead' : 'importNotYours')}</p>
      {may.write && (
        <SheetImport
          onDone={renew}
          send={async (file, { dryRun, partial }, key) => {
            const query = {
              dryRun: dryRun ? 'true' : 'false',
              partial: partial ? 'true' : 'false',
            } as const
            const report = await get(
              api.POST('/api/rosters/{id}/table', {
                params: { path: { id }, query },
                ...sheetInit(file, key),
              }),
            )
            return toReport(report, say('dutyTable'))
          }}
        />
      )}
    </section>
  )
}

const EXPORTS = [
  ['exportDays', 'form=days&format=xlsx'],
  ['exportShifts', 'form=shifts&format=xlsx'],
  ['exportCsv', 'form=days&format=csv'],
] as const

function Export({ roster: { id } }: { readonly roster: Roster }) {
  const say = useWords(rosterWords)
  return (
    <section className="roster-list" aria-label={say('exportTitle')}>
      <h2>{say('exportTitle')}</h2>
      <p className="settings-lead">{say('exportLead')}</p>
      <div className="roster-buttons">
        {EXPORTS.map(([word, query]) => (
          <a
            key={word}
            className="button"
            href={`/api/rosters/${encodeURIComponent(id)}/table?${query}`}
            download={true}
          >
            {say(word)}
          </a>
        ))}
      </div>
    </section>
  )
}

type NewFeed = Schemas['NewCalendar']

function Feeds({ roster }: { readonly roster: Roster }) {
  const say = useWords(rosterWords)
  const feeds = useFeeds()
  const renew = useRenew()
  const [made, setMade] = useState<NewFeed>()
  const [revoked, setRevoked] = useState<string>()
  const making = useAct<'roster' | 'own', NewFeed>({
    send: (of, key) => {
      const headers = { 'idempotency-key': key }
      if (of === 'own') return get(api.POST('/api/me/calendars', { headers }))
      const params = { path: { id: roster.id } }
      return get(api.POST('/api/rosters/{id}/calendars', { params, headers }))
    },
    onDone: feed => {
      setMade(feed)
      renew()
    },
  })
  return (
    <section className="roster-list" aria-label={say('feedTitle')}>
      <h2>{say('feedTitle')}</h2>
      <p className="settings-lead">{say('feedLead')}</p>
      <div className="roster-buttons">
        {(['roster', 'own'] as const).map(of => (
          <button
            key={of}
            type="button"
            className="button"
            disabled={making.isRunning}
            onClick={() => making.run(of)}
          >
            {say(of === 'own' ? 'feedMine' : 'feedThis')}
          </button>
        ))}
      </div>
      <ActProblem problem={making.problem} />
      {made && <NewAddress key={made.id} feed={made} />}
      {feeds.isPending && <Loading rows={2} height="1.5em" />}
      {feeds.isError && <Failed error={feeds.error} onRetry={() => feeds.refetch()} />}
      {feeds.data?.items.length === 0 && <p>{say('feedNone')}</p>}
      <FeedList feeds={feeds.data?.items ?? []} roster={roster.id} onRevoke={setRevoked} />
      {revoked !== undefined && (
        <RemoveDialog
          word={say('feedRevoke')}
          what={say('feedRevokeWhat')}
          onClose={() => setRevoked(undefined)}
          send={key =>
            api.POST('/api/me/calendars/{id}/revoke', {
              params: { path: { id: revoked } },
              headers: { 'idempotency-key': key },
            })
          }
        />
      )}
    </section>
  )
}

function NewAddress({ feed: { path } }: { readonly feed: NewFeed }) {
  const say = useWords(rosterWords)
  const [isCopied, setCopied] = useState(false)
  const address = new URL(path, location.origin).href
  return (
    <div className="roster-address" role="status">
      <p>{say('feedShown')}</p>
      <code>{address}</code>
      <button
        type="button"
        className="button"
        onClick={() => {
          // Where the browser gives no clipboard, the address can be marked by hand.
          navigator.clipboard
            ?.writeText(address)
            .then(() => setCopied(true))
            .catch(() => undefined)
        }}
      >
        {say(isCopied ? 'feedCopied' : 'feedCopy')}
      </button>
    </div>
  )
}

interface FeedListProps {
  readonly feeds: Schemas['Calendars']['items']
  readonly roster: string
  readonly onRevoke: (id: string) => void
}

function FeedList({ feeds, roster, onRevoke }: FeedListProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const wordOf = (of: string | undefined) => {
    if (of === undefined) return say('feedOwn')
    return say(of === roster ? 'feedOf' : 'feedOther')
  }
  return (
    <ul className="roster-feeds">
      {feeds.map(feed => (
        <li key={feed.id}>
          <span>{wordOf(feed.roster)}</span>
          <small>{say('feedMade', { when: momentOf(tag, feed.createdAt) })}</small>
          <button type="button" className="button plain" onClick={() => onRevoke(feed.id)}>
            {say('feedRevoke')}
          </button>
        </li>
      ))}
    </ul>
  )
}
