// The cells of one entry, in words: who, what, about what, and why.
import { Link } from '@tanstack/react-router'
import { FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useName, useWords } from '../../i18n/words.ts'
import type { ChangeFilters } from './AuditFilterBar.tsx'
import { readSought, readSubject, type Subject } from './audit-query.ts'
import type { AuditRow } from './use-audit.ts'
import { auditWords } from './words.ts'

interface CellProps {
  readonly row: AuditRow
}

interface NarrowingProps extends CellProps {
  readonly change: ChangeFilters
}

export function Who({ row, change }: NarrowingProps) {
  const say = useWords(auditWords)
  const nameOf = useName()
  const { person, office, organisation, names, people } = row
  if (person === undefined) return say('nobody')
  if (person === 'system') return say('system')
  const post = office === undefined ? organisation : office
  return (
    <>
      <button
        type="button"
        className="audit-narrow"
        title={say('onlyThem')}
        onClick={() => change({ person })}
      >
        {nameOf(people[person], person)}
      </button>
      {post !== undefined && <small>{nameOf(names[post], post)}</small>}
    </>
  )
}

export function What({ row: { words, outcome } }: CellProps) {
  const say = useWords(auditWords)
  const nameOf = useName()
  return (
    <>
      {nameOf(words)}
      {outcome !== 'done' && (
        <small>
          <FareMark fare="failed" word={say(`outcome_${outcome}`)} />
        </small>
      )}
    </>
  )
}

/** A look at a list is about everybody in it. */
const MOST_NAMED = 3

type Kind = Extract<keyof (typeof auditWords.tables)['en'], `kind_${string}`>

function Matter({ subject: { kind, id } }: { readonly subject: Subject }) {
  const say = useWords(auditWords)
  const key = `kind_${kind}`
  const word = Object.hasOwn(auditWords.tables.en, key) ? say(key as Kind) : kind
  if (kind === 'whistle')
    return (
      <Link to="/whistles/$id" params={{ id }}>
        {word}
      </Link>
    )
  return word
}

export function About({
  row: { subject, about, people, names, district },
  change,
}: NarrowingProps) {
  const say = useWords(auditWords)
  const nameOf = useName()
  const read = subject === undefined ? undefined : readSubject(subject)
  const called = about.slice(0, MOST_NAMED).map(id => nameOf(people[id], id))
  const shown = called.join(' · ')
  const more = about.length - called.length
  return (
    <>
      {read !== undefined && <Matter subject={read} />}
      {subject !== undefined && (
        <small>
          <button
            type="button"
            className="audit-narrow"
            title={say('onlyThis')}
            onClick={() => change({ subject })}
          >
            {read?.id}
          </button>
        </small>
      )}
      {called.length > 0 && (
        <small className="audit-people">
          {more > 0
            ? say('peopleAndMore', { names: shown, count: more })
            : say('people', { names: shown })}
        </small>
      )}
      {subject === undefined && called.length === 0 && (
        <small>{nameOf(names[district], district)}</small>
      )}
    </>
  )
}

export function Why({ row: { purpose, address } }: CellProps) {
  const say = useWords(auditWords)
  const sought = purpose == null ? undefined : readSought(purpose)
  return (
    <>
      {purpose === null && <span className="audit-erased">{say('erased')}</span>}
      {sought !== undefined && sought !== '' && say('filtered', { what: sought })}
      {sought === undefined && purpose}
      {address != null && <small>{say('fromAddress', { address })}</small>}
    </>
  )
}
