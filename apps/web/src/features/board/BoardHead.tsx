// The head of the board: how many in each stage, who is silent, and what is shown.
import { type RefObject, useMemo } from 'react'
import type { LiveState } from '../../api/live.ts'
import { settings } from '../../api/settings.ts'
import { numberOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { uiWords } from '../../ui/words.ts'
import { type BoardFilter, STAGES } from './filter.ts'
import type { Names } from './merge.ts'
import type { Row } from './rows.ts'
import { type Labels, useKinds } from './use-board.ts'
import type { ChangeFilter } from './use-filter.ts'
import { boardWords } from './words.ts'

interface HeadProps {
  readonly filter: BoardFilter
  readonly change: ChangeFilter
  readonly ordered: readonly Row[]
  readonly names: Names
  readonly labels: Labels
  readonly live: LiveState
  readonly search: RefObject<HTMLInputElement | null>
}

export function BoardHead(props: HeadProps) {
  const { filter, change, live } = props
  const say = useWords(boardWords)
  const sayUi = useWords(uiWords)
  return (
    <header className="board-head">
      <h1 className="visually-hidden">{say('title')}</h1>
      <Stages {...props} />
      {!filter.isWall && <Filters {...props} />}
      {filter.isWall && settings.isDemo && (
        <span className="board-demo">{sayUi('demoBanner')}</span>
      )}
      <span className="board-live" data-live={live} role="status">
        {say(live === 'open' ? 'live' : live)}
      </span>
      <button
        type="button"
        className="button plain board-wall"
        aria-pressed={filter.isWall}
        onClick={() => change({ isWall: !filter.isWall })}
      >
        {say(filter.isWall ? 'leaveWall' : 'wall')}
      </button>
    </header>
  )
}

function Stages({ filter, change, ordered }: HeadProps) {
  const say = useWords(boardWords)
  const tag = useLanguage()
  const counts = useMemo(() => {
    const inStage = (stage: string) => ordered.filter(({ status }) => status === stage).length
    return {
      ...Object.fromEntries(STAGES.map(stage => [stage, inStage(stage)])),
      late: ordered.filter(({ status, late }) => status === filter.stage && late > 0).length,
    } as Readonly<Record<string, number>>
  }, [ordered, filter.stage])
  return (
    <fieldset className="board-stages" aria-label={say('stages')}>
      {STAGES.map(stage => (
        <button
          key={stage}
          type="button"
          aria-pressed={filter.stage === stage}
          onClick={() => change({ stage, row: undefined, isOpen: false })}
        >
          {say(stage)} <b>{numberOf(tag, counts[stage] ?? 0)}</b>
        </button>
      ))}
      <button
        type="button"
        className="board-late"
        aria-pressed={filter.isLateOnly}
        data-some={(counts['late'] ?? 0) > 0}
        onClick={() => change({ isLateOnly: !filter.isLateOnly })}
      >
        {(counts['late'] ?? 0) > 0 ? (
          <StateMark state="late" of={say('late')} />
        ) : (
          <span>{say('late')}</span>
        )}{' '}
        <b>{numberOf(tag, counts['late'] ?? 0)}</b>
      </button>
    </fieldset>
  )
}

function Filters({ filter, change, ordered, labels, search }: HeadProps) {
  const say = useWords(boardWords)
  const { data: kinds = [] } = useKinds()
  const departments = useMemo(() => {
    const ids = new Set(ordered.flatMap(row => row.summonses.map(({ department }) => department)))
    return [...ids]
      .map(id => ({ id, name: labels.full(id) }))
      .sort((a, b) => a.name.localeCompare(b.name))
  }, [ordered, labels])
  return (
    <search className="board-filters">
      <select
        className="input"
        aria-label={say('kind')}
        value={filter.kind ?? ''}
        onChange={({ target }) => change({ kind: target.value || undefined })}
      >
        <option value="">{say('allKinds')}</option>
        {kinds.map(({ code }) => (
          <option key={code} value={code}>
            {labels.kind(code)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={say('department')}
        value={filter.department ?? ''}
        onChange={({ target }) => change({ department: target.value || undefined })}
      >
        <option value="">{say('allDepartments')}</option>
        {departments.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <input
        ref={search}
        type="search"
        className="input"
        aria-label={say('search')}
        placeholder={say('searchHint')}
        value={filter.text}
        onChange={({ target }) => change({ text: target.value })}
      />
      <button
        type="button"
        className="button plain board-map-switch"
        aria-pressed={filter.hasMap}
        onClick={() => change({ hasMap: !filter.hasMap })}
      >
        {say('map')}
      </button>
    </search>
  )
}
