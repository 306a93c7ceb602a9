// What is wrong, since when, and what to do about it; on demand with what is over.
import type { TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { stampOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { type Alarm, useAlarms } from './use-trust.ts'
import { trustWords } from './words.ts'

type Word = Extract<keyof (typeof trustWords.tables)['en'], `todo_${string}`>

function todoOf(kind: string): Word {
  const key = `todo_${kind}`
  return Object.hasOwn(trustWords.tables.en, key) ? (key as Word) : 'todo_unknown'
}

export function AlarmList() {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const nameOf = useName()
  const [{ past }, change] = useFilters(['past'])
  const list = useAlarms(past === '1')
  const columns = useMemo<TableColumnsType<Alarm>>(
    () => [
      {
        key: 'what',
        title: say('what'),
        render: (_, { words, clearedAt }) => (
          <FareMark fare={clearedAt === undefined ? 'wrong' : 'over'} word={nameOf(words)} />
        ),
      },
      {
        key: 'on',
        title: say('on'),
        render: (_, { label, source }) => (
          <>
            {label}
            <small className="trust-source">{source}</small>
          </>
        ),
      },
      {
        key: 'since',
        title: say('since'),
        render: (_, { raisedAt, clearedAt }) => (
          <>
            <time dateTime={raisedAt}>{stampOf(tag, raisedAt)}</time>
            <small>
              {clearedAt === undefined
                ? say('lasting')
                : say('cleared', { at: stampOf(tag, clearedAt) })}
            </small>
          </>
        ),
      },
      {
        key: 'todo',
        title: say('todo'),
        render: (_, { kind, clearedAt }) => clearedAt === undefined && say(todoOf(kind)),
      },
    ],
    [say, tag, nameOf],
  )
  return (
    <section className="trust-part" aria-labelledby="trust-alarms">
      <h2 id="trust-alarms">{say('alarms')}</h2>
      <label className="filter-check">
        <input
          type="checkbox"
          checked={past === '1'}
          onChange={({ target }) => change({ past: target.checked ? '1' : undefined })}
        />
        {say('alarmsPast')}
      </label>
      {list.rows.length === 0 && !list.isPending && list.error === null ? (
        <p>{say('alarmsNone')}</p>
      ) : (
        <PagedTable<Alarm>
          list={list}
          columns={columns}
          keyOf={({ id }) => id}
          caption={say('alarms')}
          empty={{ title: say('alarmsNone') }}
          leastWidth="56rem"
          isPlain={true}
        />
      )}
    </section>
  )
}
