// Outside systems that report at intervals, and which of them are silent.
import { Button, Form, Input, Select, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { DistrictSelect } from '../../desk-ui/pickers/DistrictSelect.tsx'
import { type Audience, AudienceFields, toAudience } from '../../desk-ui/reach/AudienceFields.tsx'
import { useAudienceName } from '../../desk-ui/reach/use-audience-name.ts'
import { SecretOnce } from '../../desk-ui/secret/SecretOnce.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { momentOf, spanOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useSpans } from './use-spans.ts'
import { type MonitorRow, useMonitors, useRenew } from './use-trust.ts'
import { trustWords } from './words.ts'

const FARES = {
  waiting: 'idle',
  heard: 'good',
  silent: 'wrong',
  ended: 'over',
} as const satisfies Record<MonitorRow['state'], Fare>

function useColumns(onEnd: (row: MonitorRow) => void): TableColumnsType<MonitorRow> {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const audienceName = useAudienceName()
  return useMemo<TableColumnsType<MonitorRow>>(
    () => [
      {
        key: 'label',
        title: say('label'),
        render: (_, { label, everyMs, graceMs }) => (
          <>
            {label}
            <small>
              {say('everyGrace', { every: spanOf(tag, everyMs), grace: spanOf(tag, graceMs) })}
            </small>
          </>
        ),
      },
      {
        key: 'state',
        title: say('state'),
        render: (_, { state, heardAt, silentSince }) => (
          <>
            <FareMark fare={FARES[state]} word={say(`state_${state}`)} />
            <small>
              {[
                ...(silentSince === undefined
                  ? []
                  : [say('silentSince', { at: momentOf(tag, silentSince) })]),
                ...(heardAt === undefined ? [] : [say('heardAt', { at: momentOf(tag, heardAt) })]),
              ].join(' · ')}
            </small>
          </>
        ),
      },
      {
        key: 'audience',
        title: say('audience'),
        render: (_, { audience, names, people }) => audienceName(audience, names, people),
      },
      {
        key: 'acts',
        render: (_, row) =>
          row.state !== 'ended' && (
            <div className="row-acts">
              <Button size="small" danger={true} onClick={() => onEnd(row)}>
                {say('end')}
              </Button>
            </div>
          ),
      },
    ],
    [say, tag, audienceName, onEnd],
  )
}

interface Typed {
  readonly district: string
  readonly label: string
  readonly every: string
  readonly grace: string
  readonly audience: Audience
}

interface Made {
  readonly label: string
  readonly address: string
}

function NewMonitor({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(trustWords)
  const renew = useRenew()
  const spans = useSpans()
  const [made, setMade] = useState<Made>()
  if (made !== undefined)
    return (
      <SecretOnce
        title={say('beatTitle', { label: made.label })}
        secret={made.address}
        onClose={onClose}
      >
        {say('beatFor')}
      </SecretOnce>
    )
  return (
    <ActDialog<Typed, Made>
      title={say('newMonitor')}
      verb={say('newMonitor')}
      initial={{ every: 'PT5M', grace: 'PT2M', audience: { kind: 'office', office: '' } }}
      consequence={say('monitorsLead')}
      send={async (typed, key) => {
        const body = { ...typed, audience: toAudience(typed.audience) }
        const { path } = await get(
          api.POST('/api/monitors', { body, headers: { 'idempotency-key': key } }),
        )
        return { label: typed.label, address: `${location.origin}${path}` }
      }}
      onDone={answer => {
        renew()
        setMade(answer)
      }}
      onClose={onClose}
    >
      <Form.Item name="label" label={say('label')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="district" label={say('district')} rules={[{ required: true }]}>
        <DistrictSelect />
      </Form.Item>
      <Form.Item name="every" label={say('every')} rules={[{ required: true }]}>
        <Select options={spans} />
      </Form.Item>
      <Form.Item name="grace" label={say('grace')} rules={[{ required: true }]}>
        <Select options={spans} />
      </Form.Item>
      <AudienceFields name="audience" />
    </ActDialog>
  )
}

function EndMonitor({ row, onClose }: { readonly row: MonitorRow; readonly onClose: () => void }) {
  const say = useWords(trustWords)
  const renew = useRenew()
  return (
    <ActDialog<object, unknown>
      title={say('endMonitor', { label: row.label })}
      verb={say('end')}
      isFinal={true}
      consequence={say('endMonitorConsequence')}
      send={(_, key) =>
        get(
          api.POST('/api/monitors/{id}/end', {
            params: { path: { id: row.id } },
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={() => {
        renew()
        onClose()
      }}
      onClose={onClose}
    />
  )
}

export function MonitorList() {
  const say = useWords(trustWords)
  const list = useMonitors()
  const [isNew, setNew] = useState(false)
  const [ended, setEnded] = useState<MonitorRow>()
  const columns = useColumns(setEnded)
  return (
    <section className="trust-part" aria-labelledby="trust-monitors">
      <h2 id="trust-monitors">{say('monitors')}</h2>
      <p className="settings-lead">{say('monitorsLead')}</p>
      <p className="page-acts">
        <Button onClick={() => setNew(true)}>{say('newMonitor')}</Button>
      </p>
      <PagedTable<MonitorRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('monitors')}
        empty={{ title: say('monitorsNone'), children: <p>{say('monitorsNoneLead')}</p> }}
        leastWidth="48rem"
        isPlain={true}
      />
      {isNew && <NewMonitor onClose={() => setNew(false)} />}
      {ended !== undefined && <EndMonitor row={ended} onClose={() => setEnded(undefined)} />}
    </section>
  )
}
