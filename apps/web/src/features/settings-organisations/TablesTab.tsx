// The whole organisation as spreadsheets: tried first, row by row; taken out; empty ones to fill in.
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { SheetImport } from '../../desk-ui/sheets/SheetImport.tsx'
import { saveFile } from '../../desk-ui/sheets/save-file.ts'
import { type SheetReport, sheetInit } from '../../desk-ui/sheets/sheet-file.ts'
import { useWords } from '../../i18n/words.ts'
import type { TabProps } from './UnitsTab.tsx'
import { useRenew } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const TABLES = [
  'organisations',
  'offices',
  'people',
  'appointments',
  'rosters',
  'areas',
  'problemTypes',
] as const
type Table = (typeof TABLES)[number]

export function TablesTab({ mayChange }: TabProps) {
  const say = useWords(organisationWords)
  return (
    <>
      {mayChange && <Import />}
      {mayChange && <Export />}
      <section className="organisations-part" aria-labelledby="tables-template">
        <h2 id="tables-template">{say('templateTitle')}</h2>
        <p className="settings-lead">{say('templateLead')}</p>
        <a className="button" href="/api/directory/template" download={true}>
          {say('template')}
        </a>
      </section>
    </>
  )
}

function Import() {
  const say = useWords(organisationWords)
  const renew = useRenew()
  const [table, setTable] = useState<Table>('people')
  const [source, setSource] = useState('')
  const toReport = (report: Schemas['ImportReport']): SheetReport => ({
    applied: report.applied,
    lines: report.tables.map(({ table: name, ...line }) => ({
      name: say(`table_${name}`),
      ...line,
    })),
    problems: report.problems.map(one => ({ ...one, table: nameOfTable(one.table, say) })),
    problemCount: report.problemCount,
  })
  return (
    <section className="organisations-part" aria-labelledby="tables-import">
      <h2 id="tables-import">{say('importTitle')}</h2>
      <p className="settings-lead">{say('importLead')}</p>
      <Form layout="vertical" className="organisations-filters" component="div">
        <Form.Item label={say('source')} htmlFor="tables-source">
          <Input
            id="tables-source"
            value={source}
            maxLength={200}
            placeholder={say('sourceHint')}
            onChange={({ target }) => setSource(target.value)}
          />
        </Form.Item>
        <Form.Item label={say('csvTable')} htmlFor="tables-csv">
          <Select<Table>
            id="tables-csv"
            className="organisations-kind"
            value={table}
            onChange={setTable}
            options={TABLES.map(one => ({ value: one, label: say(`table_${one}`) }))}
          />
        </Form.Item>
      </Form>
      <SheetImport
        onDone={renew}
        send={async (file, { dryRun, partial }, key) => {
          const isCsv = file.name.toLowerCase().endsWith('.csv')
          const query = {
            dryRun: dryRun ? 'true' : 'false',
            partial: partial ? 'true' : 'false',
            ...(isCsv ? { table } : {}),
            ...(source.trim() === '' ? {} : { source: source.trim() }),
          } as const
          const report = await get(
            api.POST('/api/directory/tables', { params: { query }, ...sheetInit(file, key) }),
          )
          return toReport(report)
        }}
      />
    </section>
  )
}

function nameOfTable(
  table: string,
  say: ReturnType<typeof useWords<keyof (typeof organisationWords.tables)['en']>>,
): string {
  const known = TABLES.find(one => one === table)
  return known === undefined ? table : say(`table_${known}`)
}

/** A fresh proof may be asked for before, so that a plain link would not do. */
function Export() {
  const say = useWords(organisationWords)
  const [table, setTable] = useState<Table>('people')
  const taking = useAct<Table | 'all', void>({
    send: async what => {
      const query =
        what === 'all' ? ({ format: 'xlsx' } as const) : ({ format: 'csv', table: what } as const)
      const file: unknown = await get(
        api.GET('/api/directory/tables', { params: { query }, parseAs: 'blob' }),
      )
      saveFile(file as Blob, what === 'all' ? 'directory.xlsx' : `${what}.csv`)
    },
    onDone: () => undefined,
  })
  return (
    <section className="organisations-part" aria-labelledby="tables-export">
      <h2 id="tables-export">{say('exportTitle')}</h2>
      <p className="settings-lead">{say('exportLead')}</p>
      <ActProblem problem={taking.problem} />
      <div className="organisations-filters">
        <button
          type="button"
          className="button"
          disabled={taking.isRunning}
          onClick={() => taking.run('all')}
        >
          {say(taking.isRunning ? 'exporting' : 'exportAll')}
        </button>
        <Select<Table>
          aria-label={say('tables')}
          className="organisations-kind"
          value={table}
          onChange={setTable}
          options={TABLES.map(one => ({ value: one, label: say(`table_${one}`) }))}
        />
        <button
          type="button"
          className="button"
          disabled={taking.isRunning}
          onClick={() => taking.run(table)}
        >
          {say('exportTable')}
        </button>
      </div>
    </section>
  )
}
