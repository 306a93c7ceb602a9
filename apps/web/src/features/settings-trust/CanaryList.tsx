// Messages that go the whole way at intervals, and what became of the last ones.
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useAudienceName } from '../../desk-ui/reach/use-audience-name.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { momentOf, spanOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { NewCanary } from './NewCanary.tsx'
import { type CanaryRow, useCanaries, useRenew } from './use-trust.ts'
import { trustWords } from './words.ts'

type Run = CanaryRow['runs'][number]

const FARES = {
  waiting: 'under_way',
  returned: 'good',
  lost: 'wrong',
} as const satisfies Record<Run['state'], Fare>

function RunLine({ run }: { readonly run: Run }) {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const { channel } = useCoded()
  const at = momentOf(tag, run.at)
  const when =
    run.tookMs === undefined ? at : say('took', { at, took: spanOf(tag, Math.max(run.tookMs, 1)) })
  return (
    <span className="trust-run">
      <FareMark fare={FARES[run.state]} word={say(`run_${run.state}`)} />{' '}
      <small>{run.channel === undefined ? when : `${channel(run.channel)} · ${when}`}</small>
    </span>
  )
}

function useColumns(onEnd: (row: CanaryRow) => void): TableColumnsType<CanaryRow> {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const { channel } = useCoded()
  const audienceName = useAudienceName()
  return useMemo<TableColumnsType<CanaryRow>>(
    () => [
      {
        key: 'label',
        title: say('label'),
        render: (_, { label, everyMs, withinMs, ended, nextAt }) => (
          <>
            {label}
            <small>
              {say('canaryEvery', { every: spanOf(tag, everyMs), within: spanOf(tag, withinMs) })}
              {ended && ` · ${say('state_ended')}`}
              {nextAt !== undefined && ` · ${say('nextAt', { at: momentOf(tag, nextAt) })}`}
            </small>
          </>
        ),
      },
      {
        key: 'way',
        title: say('audience'),
        render: (_, { audience, names, people, channels, returns }) => (
          <>
            {audienceName(audience, names, people)}
            <small>
              {[...(channels?.map(channel) ?? [say('ownOrder')]), say(`returns_${returns}`)].join(
                ' · ',
              )}
            </small>
          </>
        ),
      },
      {
        key: 'last',
        title: say('last'),
        render: (_, { runs: [last] }) =>
          last === undefined ? say('runsNone') : <RunLine run={last} />,
      },
      {
        key: 'acts',
        render: (_, row) =>
          !row.ended && (
            <div className="row-acts">
              <Button size="small" danger={true} onClick={() => onEnd(row)}>
                {say('end')}
              </Button>
            </div>
          ),
      },
    ],
    [say, tag, channel, audienceName, onEnd],
  )
}

export function CanaryList() {
  const say = useWords(trustWords)
  const list = useCanaries()
  const renew = useRenew()
  const [isNew, setNew] = useState(false)
  const [ended, setEnded] = useState<CanaryRow>()
  const columns = useColumns(setEnded)
  return (
    <section className="trust-part" aria-labelledby="trust-canaries">
      <h2 id="trust-canaries">{say('canaries')}</h2>
      <p className="settings-lead">{say('canariesLead')}</p>
      <p className="page-acts">
        <Button onClick={() => setNew(true)}>{say('newCanary')}</Button>
      </p>
      <PagedTable<CanaryRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('canaries')}
        empty={{ title: say('canariesNone'), children: <p>{say('canariesNoneLead')}</p> }}
        expandable={{
          rowExpandable: ({ runs }) => runs.length > 0,
          expandedRowRender: ({ runs }) => (
            <ul className="trust-runs">
              {runs.map(run => (
                <li key={run.at}>
                  <RunLine run={run} />
                </li>
              ))}
            </ul>
          ),
        }}
        leastWidth="52rem"
        isPlain={true}
      />
      {isNew && <NewCanary onClose={() => setNew(false)} />}
      {ended !== undefined && (
        <ActDialog<object, unknown>
          title={say('endCanary', { label: ended.label })}
          verb={say('end')}
          isFinal={true}
          consequence={say('endCanaryConsequence')}
          send={(_, key) =>
            get(
              api.POST('/api/canaries/{id}/end', {
                params: { path: { id: ended.id } },
                headers: { 'idempotency-key': key },
              }),
            )
          }
          onDone={() => {
            setEnded(undefined)
            renew()
          }}
          onClose={() => setEnded(undefined)}
        />
      )}
    </section>
  )
}
