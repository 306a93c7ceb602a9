// How long what is said of people is kept, and what was erased so far.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { stampOf } from '../../i18n/formats.ts'
import { type Bilingual, useLanguage, useName, useWords } from '../../i18n/words.ts'
import { type CategoryRow, rowsOf } from './policies.ts'
import { retentionWords } from './words.ts'

const KEY = 'settings-retention'

function useRetention() {
  return useQuery({
    queryKey: [KEY],
    queryFn: ({ signal }) => get(api.GET('/api/retention', { signal })),
  })
}

type Policy = CategoryRow['all'][number]

function Since({ policy, names }: { readonly policy: Policy; readonly names: Names }) {
  const say = useWords(retentionWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { effectiveFrom, office = '', reason } = policy
  if (effectiveFrom === undefined) return say('byDefault')
  return say('since', {
    at: stampOf(tag, effectiveFrom),
    office: nameOf(names[office], office),
    reason: reason ?? say('reasonGone'),
  })
}

type Names = Readonly<Record<string, Bilingual>>

function Keep({ row, names }: { readonly row: CategoryRow; readonly names: Names }) {
  const say = useWords(retentionWords)
  const tag = useLanguage()
  const { now, later } = row
  return (
    <>
      {now !== undefined && say('days', { count: now.keepDays })}
      {now !== undefined && (
        <small>
          <Since policy={now} names={names} />
        </small>
      )}
      {later.map(({ effectiveFrom = '', keepDays }) => (
        <small key={effectiveFrom}>
          {say('later', {
            at: stampOf(tag, effectiveFrom),
            days: say('days', { count: keepDays }),
          })}
        </small>
      ))}
    </>
  )
}

function Erased({ row: { category, erased } }: { readonly row: CategoryRow }) {
  const say = useWords(retentionWords)
  const tag = useLanguage()
  if (erased?.lastAt === undefined) return say('erasedNone')
  const word = category === 'raw_positions' ? 'erasedTimes' : 'erasedCount'
  return say(word, { count: erased.count, at: stampOf(tag, erased.lastAt) })
}

function Change({ row, onClose }: { readonly row: CategoryRow; readonly onClose: () => void }) {
  const say = useWords(retentionWords)
  const queries = useQueryClient()
  const { category, now } = row
  return (
    <ActDialog<Omit<Schemas['SetRetention'], 'category'>, unknown>
      title={say('changeTitle', { what: say(category) })}
      verb={say('change')}
      initial={now === undefined ? {} : { keepDays: now.keepDays }}
      isFinal={true}
      consequence={say('changeConsequence')}
      send={({ keepDays, effectiveFrom, reason }, key) =>
        get(
          api.PUT('/api/retention', {
            headers: { 'idempotency-key': key },
            body: {
              category,
              keepDays,
              reason,
              ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
            },
          }),
        )
      }
      onDone={() => {
        queries.invalidateQueries({ queryKey: [KEY] }).catch(() => undefined)
        onClose()
      }}
      onClose={onClose}
    >
      <Form.Item name="keepDays" label={say('keepDays')} rules={[{ required: true }]}>
        <InputNumber min={1} max={36_500} precision={0} />
      </Form.Item>
      <Form.Item name="effectiveFrom" label={say('effectiveFrom')}>
        <InstantPicker />
      </Form.Item>
      <Form.Item name="reason" label={say('reason')} rules={[{ required: true }]}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </ActDialog>
  )
}

export function RetentionPage() {
  const say = useWords(retentionWords)
  const retention = useRetention()
  const [changed, setChanged] = useState<CategoryRow>()
  const rows = useMemo(() => retention.data && rowsOf(retention.data), [retention.data])
  const names = retention.data?.names ?? {}
  const columns: TableColumnsType<CategoryRow> = [
    { key: 'category', title: say('category'), render: (_, { category }) => say(category) },
    { key: 'keep', title: say('keep'), render: (_, row) => <Keep row={row} names={names} /> },
    { key: 'from', title: say('from'), render: (_, { category }) => say(`from_${category}`) },
    { key: 'erased', title: say('erased'), render: (_, row) => <Erased row={row} /> },
    {
      key: 'acts',
      render: (_, row) => (
        <div className="row-acts">
          <Button size="small" onClick={() => setChanged(row)}>
            {say('change')}
            <span className="visually-hidden"> {say(row.category)}</span>
          </Button>
        </div>
      ),
    },
  ]
  const hasHistory = rows?.some(({ all }) => all.length > 1) === true
  const expandable = {
    rowExpandable: ({ all }: CategoryRow) => all.length > 1,
    expandedRowRender: ({ all }: CategoryRow) => (
      <ul aria-label={say('history')}>
        {all.map(policy => (
          <li key={policy.effectiveFrom ?? ''}>
            {say('days', { count: policy.keepDays })}
            {' · '}
            <Since policy={policy} names={names} />
          </li>
        ))}
      </ul>
    ),
  }
  return (
    <div className="retention">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <PagedTable<CategoryRow>
        list={wholeList({ ...retention, data: rows })}
        columns={columns}
        keyOf={({ category }) => category}
        caption={say('caption')}
        empty={{ title: say('erasedNone') }}
        {...(hasHistory ? { expandable } : {})}
        leastWidth="58rem"
        isPlain={true}
      />
      {changed !== undefined && <Change row={changed} onClose={() => setChanged(undefined)} />}
    </div>
  )
}
