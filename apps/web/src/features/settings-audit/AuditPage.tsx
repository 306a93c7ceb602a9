// Who did or read what: searched by those who audit there, and taken away as a table.
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { saveFile } from '../../desk-ui/sheets/save-file.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { stampOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import './audit.css'
import { About, What, Who, Why } from './AuditCells.tsx'
import { AuditFilterBar, type ChangeFilters } from './AuditFilterBar.tsx'
import { AUDIT_FILTERS, type AuditQuery, toQuery } from './audit-query.ts'
import { type AuditRow, fetchTable, useTrail } from './use-audit.ts'
import { auditWords } from './words.ts'

function useColumns(change: ChangeFilters): TableColumnsType<AuditRow> {
  const say = useWords(auditWords)
  const tag = useLanguage()
  return useMemo<TableColumnsType<AuditRow>>(
    () => [
      {
        key: 'at',
        title: say('at'),
        render: (_, { at }) => <time dateTime={at}>{stampOf(tag, at)}</time>,
      },
      { key: 'who', title: say('who'), render: (_, row) => <Who row={row} change={change} /> },
      { key: 'what', title: say('what'), render: (_, row) => <What row={row} /> },
      {
        key: 'about',
        title: say('about'),
        render: (_, row) => <About row={row} change={change} />,
      },
      { key: 'why', title: say('why'), render: (_, row) => <Why row={row} /> },
    ],
    [say, tag, change],
  )
}

function Export({ query }: { readonly query: AuditQuery }) {
  const say = useWords(auditWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('export')}</Button>
      {isOpen && (
        <ActDialog<object, Blob>
          title={say('exportTitle')}
          verb={say('export')}
          consequence={say('exportConsequence')}
          send={() => fetchTable(query)}
          onDone={table => {
            saveFile(table, 'audit.csv')
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

export function AuditPage() {
  const say = useWords(auditWords)
  const [filters, change] = useFilters(AUDIT_FILTERS)
  const query = useMemo(() => toQuery(filters), [filters])
  const list = useTrail(query)
  const columns = useColumns(change)
  return (
    <div className="audit">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <AuditFilterBar filters={filters} change={change} />
      <p className="page-acts">
        {list.error === null && <Export query={query} />}
        <a className="button plain" href="/me?tab=reads">
          {say('mine')}
        </a>
      </p>
      <PagedTable<AuditRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('caption')}
        empty={{ title: say('none'), children: <p>{say('noneLead')}</p> }}
        leastWidth="60rem"
      />
    </div>
  )
}
