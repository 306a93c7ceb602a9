// What became of a test page: figures, who did not get it, who said nothing, with every attempt.
import { Button, Select, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import {
  type Audience,
  type Drill,
  type DrillPerson,
  OUTCOMES,
  useDrill,
  useRenew,
  useReport,
} from './use-drills.ts'
import { drillWords } from './words.ts'

interface DrillReportProps {
  readonly id: string
  readonly onBack: () => void
}

export function DrillReport({ id, onBack }: DrillReportProps) {
  const say = useWords(drillWords)
  const drill = useDrill(id)
  return (
    <section aria-labelledby="drill-report">
      <div className="drills-head">
        <h2 id="drill-report">{say('report')}</h2>
        <Button onClick={onBack}>{say('back')}</Button>
      </div>
      {drill.isPending && <Loading rows={5} />}
      {drill.isError && <Failed error={drill.error} onRetry={() => drill.refetch()} />}
      {drill.data && (
        <>
          <Facts drill={drill.data} />
          <People id={id} />
        </>
      )}
    </section>
  )
}

const FIGURES = ['people', 'told', 'answered', 'silent', 'notTold', 'gaps'] as const

function Facts({ drill }: { readonly drill: Drill }) {
  const say = useWords(drillWords)
  const tag = useLanguage()
  const [isCancelling, setCancelling] = useState(false)
  const { id, status, because, startsAt, endsAt, words, audiences, nobody, figures } = drill
  const sayAudience = useAudienceWords([...audiences, ...nobody])
  return (
    <>
      <p>
        {[
          `${momentOf(tag, startsAt)}${endsAt === undefined ? '' : ` – ${momentOf(tag, endsAt)}`}`,
          say(`status_${status}`),
          ...(because === undefined ? [] : [say(`because_${because}`)]),
          ...(words ? [words] : []),
        ].join(' · ')}
      </p>
      <ul className="drills-list">
        {audiences.map(one => (
          <li key={JSON.stringify(one)}>{sayAudience(one)}</li>
        ))}
      </ul>
      <dl className="drills-figures" aria-label={say('figures')}>
        {FIGURES.map(name => (
          <div key={name} data-bad={name === 'notTold' && figures[name] > 0}>
            <dt>{say(name)}</dt>
            <dd>{figures[name]}</dd>
          </div>
        ))}
      </dl>
      {nobody.length > 0 && (
        <div role="note">
          <p>{say('nobody')}</p>
          <ul>
            {nobody.map(one => (
              <li key={JSON.stringify(one)}>{sayAudience(one)}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="drills-acts">
        <a
          className="button"
          href={`/api/drills/${encodeURIComponent(id)}/report.csv`}
          download={true}
        >
          {say('csv')}
        </a>
        {status !== 'over' && <Button onClick={() => setCancelling(true)}>{say('cancel')}</Button>}
      </div>
      {isCancelling && <CancelDialog id={id} onClose={() => setCancelling(false)} />}
    </>
  )
}

function CancelDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useWords(drillWords)
  const renew = useRenew()
  return (
    <ActDialog<object, unknown>
      title={say('cancel')}
      verb={say('cancel')}
      isFinal={true}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={(_values, key) =>
        get(
          api.POST('/api/drills/{id}/cancel', {
            params: { path: { id } },
            body: {},
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <p>{say('cancelWhat')}</p>
    </ActDialog>
  )
}

function idsOf(audiences: readonly Audience[], field: 'organisation' | 'office' | 'person') {
  return audiences.flatMap(one => {
    const value = (one as Readonly<Record<string, string>>)[field]
    return value === undefined ? [] : [value]
  })
}

/** Audiences in words, with the names of what they are of. */
function useAudienceWords(audiences: readonly Audience[]): (one: Audience) => string {
  const say = useWords(drillWords)
  const nameOf = useName()
  const found = [
    useEntries('organisation', idsOf(audiences, 'organisation')).data,
    useEntries('office', idsOf(audiences, 'office')).data,
    useEntries('person', idsOf(audiences, 'person')).data,
    useEntries(
      'area',
      audiences.flatMap(one => (one.kind === 'district' ? [one.district] : [])),
    ).data,
  ]
  const names = new Map(found.flatMap(list => list ?? []).map(({ id, name }) => [id, name]))
  const called = (id: string) => nameOf(names.get(id), id)
  return one => {
    switch (one.kind) {
      case 'duty':
        return say('of_duty', {
          name: called(one.organisation),
          layer: say(`layer_${one.layer}`),
        })
      case 'office':
        return say('of_office', { name: called(one.office) })
      case 'person':
        return say('of_person', { name: called(one.person) })
      case 'organisation':
        return say('of_organisation', { name: called(one.organisation) })
      case 'district':
        return say('of_district', { name: called(one.district) })
    }
  }
}

function People({ id }: { readonly id: string }) {
  const say = useWords(drillWords)
  const [filters, change] = useFilters(['outcome'])
  const outcome = OUTCOMES.find(one => one === filters.outcome)
  const list = useReport(id, outcome)
  const columns = useColumns(list.rows)
  return (
    <>
      <div className="drills-acts">
        <label htmlFor="drill-outcome">{say('outcome')}</label>
        <Select<string>
          id="drill-outcome"
          className="drills-outcome"
          value={outcome ?? ''}
          onChange={next => change({ outcome: next })}
          options={[
            { value: '', label: say('outcomeAll') },
            ...OUTCOMES.map(one => ({ value: one, label: say(`outcome_${one}`) })),
          ]}
        />
      </div>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ person, organisation }) => `${person} ${organisation}`}
        caption={say('report')}
        empty={{ title: say('reportNone'), children: <p>{say('reportNoneDetail')}</p> }}
      />
    </>
  )
}

function useColumns(rows: readonly DrillPerson[]): TableColumnsType<DrillPerson> {
  const say = useWords(drillWords)
  const coded = useCoded()
  const tag = useLanguage()
  const nameOf = useName()
  const people = useEntries(
    'person',
    rows.map(({ person }) => person),
  ).data
  const organisations = useEntries(
    'organisation',
    rows.map(({ organisation }) => organisation),
  ).data
  return useMemo(() => {
    const names = new Map([...(organisations ?? []), ...(people ?? [])].map(one => [one.id, one]))
    const called = (id: string) => nameOf(names.get(id)?.name, id)
    return [
      {
        key: 'person',
        title: say('person'),
        render: (_: unknown, { person }) => called(person),
      },
      {
        key: 'unit',
        title: say('unit'),
        render: (_: unknown, { organisation }) => called(organisation),
      },
      {
        key: 'outcome',
        title: say('outcome'),
        render: (_: unknown, { outcome, gap }) => (
          <span className={outcome === 'not_told' ? 'drills-bad' : undefined}>
            {outcome === 'not_told' && '▲ '}
            {say(`outcome_${outcome}`)}
            {gap && ` · ${say('gap')}`}
          </span>
        ),
      },
      {
        key: 'answeredAt',
        title: say('answeredAt'),
        render: (_: unknown, { answeredAt }) => answeredAt && momentOf(tag, answeredAt),
      },
      {
        key: 'attempts',
        title: say('attempts'),
        render: (_: unknown, { attempts }) =>
          attempts
            .map(
              ({ channel, status }) =>
                `${coded.channel(channel)}: ${coded.say(`attempt_${status}`)}`,
            )
            .join(tag === 'en' ? '; ' : '；'),
      },
    ]
  }, [organisations, people, nameOf, say, coded, tag])
}
