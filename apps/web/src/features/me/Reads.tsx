// Who read what about one, in which office and why.
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { stampOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { type Read, useReads } from './use-me.ts'
import { meWords } from './words.ts'

const WHISTLE = 'whistle:'

/** A search of the audit trail has its question as purpose: no words of a person. */
function isQuestion(purpose: string): boolean {
  return purpose.startsWith('{')
}

export function Reads() {
  const say = useWords(meWords)
  const tag = useLanguage()
  const nameOf = useName()
  const list = useReads()
  const columns = useMemo<TableColumnsType<Read>>(
    () => [
      {
        key: 'at',
        title: say('at'),
        render: (_, { at }) => <time dateTime={at}>{stampOf(tag, at)}</time>,
      },
      {
        key: 'who',
        title: say('who'),
        render: (_, { officeName, office }) => nameOf(officeName, office),
      },
      { key: 'what', title: say('what'), render: (_, { words }) => nameOf(words) },
      {
        key: 'about',
        title: say('about'),
        render: (_, { subject = '' }) =>
          subject.startsWith(WHISTLE) && (
            <Link to="/whistles/$id" params={{ id: subject.slice(WHISTLE.length) }}>
              {say('open')}
            </Link>
          ),
      },
      {
        key: 'why',
        title: say('why'),
        render: (_, { purpose }) => {
          if (purpose === null) return say('erased')
          return purpose !== undefined && !isQuestion(purpose) && purpose
        },
      },
    ],
    [say, tag, nameOf],
  )
  return (
    <>
      <p className="me-lead">{say('readsLead')}</p>
      <PagedTable<Read>
        list={list}
        columns={columns}
        keyOf={({ at, act, office, subject }) => [at, act, office, subject].join(' ')}
        caption={say('readsCaption')}
        empty={{ title: say('readsNone') }}
        leastWidth="40rem"
      />
    </>
  )
}
