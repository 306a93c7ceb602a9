// Tables are tried first, each row's problem listed, and brought in only when somebody says so.
import { useRef, useState } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { ActProblem } from '../acts/ActProblem.tsx'
import { useAct } from '../acts/use-act.ts'
import '../tables/plain-table.css'
import './sheets.css'
import { changesAnything, type SheetReport, sheetTypeOf } from './sheet-file.ts'
import { sheetWords } from './words.ts'

export interface SheetImportProps {
  readonly send: (
    file: File,
    how: { readonly dryRun: boolean; readonly partial: boolean },
    key: string,
  ) => Promise<SheetReport>
  /** Something was brought in: renew what is shown. */
  readonly onDone: () => void
  readonly disabled?: boolean
}

interface Tried {
  readonly file: File
  readonly report: SheetReport
}

/** What a file would come to; a fresh proof may be asked for already. */
function useTrial(send: SheetImportProps['send'], onTried: (tried: Tried) => void) {
  return useAct<File, Tried>({
    send: async (file, key) => ({
      file,
      report: await send(file, { dryRun: true, partial: false }, key),
    }),
    onDone: onTried,
  })
}

export function SheetImport({ send, onDone, disabled = false }: SheetImportProps) {
  const say = useWords(sheetWords)
  const field = useRef<HTMLInputElement>(null)
  const [isOther, setOther] = useState(false)
  const [tried, setTried] = useState<Tried>()
  const trial = useTrial(send, setTried)
  const bringing = useAct<Tried & { readonly partial: boolean }, Tried>({
    send: async ({ file, partial }, key) => ({
      file,
      report: await send(file, { dryRun: false, partial }, key),
    }),
    onDone: done => {
      setTried(done)
      onDone()
    },
  })
  const take = (file: File | undefined) => {
    if (file === undefined) return
    const isKnown = sheetTypeOf(file.name) !== undefined
    bringing.forget()
    trial.forget()
    setTried(undefined)
    setOther(!isKnown)
    if (isKnown) trial.run(file)
  }
  return (
    <div className="sheet-import">
      <input
        ref={field}
        type="file"
        accept=".xlsx,.csv"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ target }) => {
          take(target.files?.[0])
          // The same file, mended, can be chosen again.
          target.value = ''
        }}
      />
      <button
        type="button"
        className="button"
        disabled={disabled || trial.isRunning || bringing.isRunning}
        onClick={() => field.current?.click()}
      >
        {say(tried === undefined ? 'choose' : 'another')}
      </button>
      {isOther && <p role="alert">{say('notASheet')}</p>}
      {trial.isRunning && <p role="status">{say('trying')}</p>}
      <ActProblem problem={trial.problem ?? bringing.problem} />
      {tried && <Report {...tried} />}
      {tried && !tried.report.applied && (
        <BringIn
          tried={tried}
          isRunning={bringing.isRunning}
          onBringIn={partial => bringing.run({ ...tried, partial })}
        />
      )}
    </div>
  )
}

function BringIn({
  tried: { report },
  isRunning,
  onBringIn,
}: {
  readonly tried: Tried
  readonly isRunning: boolean
  readonly onBringIn: (partial: boolean) => void
}) {
  const say = useWords(sheetWords)
  if (!changesAnything(report)) return <p>{say('nothing')}</p>
  const isGood = report.problemCount === 0
  const word = isGood ? 'bringIn' : 'bringInGood'
  return (
    <button
      type="button"
      className={isGood ? 'button primary' : 'button'}
      disabled={isRunning}
      onClick={() => onBringIn(!isGood)}
    >
      {say(isRunning ? 'bringingIn' : word)}
    </button>
  )
}

function Report({ file, report }: Tried) {
  const say = useWords(sheetWords)
  const { lines, problems, problemCount, applied } = report
  const hasRemoved = lines.some(({ removed }) => removed !== undefined)
  const heads = ['rows', 'added', 'changed', 'unchanged'] as const
  return (
    <section aria-label={say('outcome')}>
      <h3>{say(applied ? 'done' : 'tried', { file: file.name })}</h3>
      <table className="plain-table plain-table-dense sheet-table">
        <thead>
          <tr>
            <th scope="col">{say('what')}</th>
            {heads.map(head => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
            {hasRemoved && <th scope="col">{say('removed')}</th>}
            <th scope="col">{say('bad')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.name}>
              <th scope="row">{line.name}</th>
              {heads.map(head => (
                <td key={head}>{line[head]}</td>
              ))}
              {hasRemoved && <td>{line.removed ?? 0}</td>}
              <td>{line.bad}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{problemCount === 0 ? say('noProblem') : say('problems', { count: problemCount })}</p>
      {problemCount > 0 && <Problems problems={problems} count={problemCount} />}
    </section>
  )
}

function Problems({
  problems,
  count,
}: {
  readonly problems: SheetReport['problems']
  readonly count: number
}) {
  const say = useWords(sheetWords)
  const isEnglish = useLanguage() === 'en'
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="sheet-problems" aria-label={say('problemList')} tabIndex={0}>
        <table className="plain-table plain-table-dense sheet-table">
          <thead>
            <tr>
              <th scope="col">{say('what')}</th>
              <th scope="col">{say('row')}</th>
              <th scope="col">{say('column')}</th>
              <th scope="col">{say('problem')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((one, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes once it is there
              <tr key={n}>
                <td>{one.table}</td>
                <td>{one.row}</td>
                <td>{one.column}</td>
                <td>{isEnglish ? one.en : one.zh}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {problems.length < count && <p>{say('cut', { count: problems.length })}</p>}
    </>
  )
}
