import {
  type DutyRoster,
  EMPTY_DIRECTORY,
  type Instant,
  type OfficeId,
  type OrganisationId,
  type PersonId,
} from '@muster/domain'
import { BEIJING_CALENDAR } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { directoryOf } from './directory.ts'
import { RosterBook, rosterIdOf } from './rosters.ts'

const OFFICE = '110117-police.duty' as OfficeId
const [WANG, LI] = ['wang', 'li'] as unknown as [PersonId, PersonId]

const directory = directoryOf({
  ...EMPTY_DIRECTORY,
  organisations: [
    {
      id: '110117-police' as OrganisationId,
      kind: 'bureau',
      name: { zh: '公安分局', en: 'Police' },
      district: '110117' as never,
      territory: '110117' as never,
      department: true,
      invented: true,
    },
  ],
  offices: [
    {
      id: OFFICE,
      organisation: '110117-police' as OrganisationId,
      role: 'duty',
      rank: 'duty',
      name: { zh: '值班台', en: 'Desk' },
      invented: true,
    },
  ],
  people: [WANG, LI].map(id => ({
    id,
    organisation: '110117-police' as OrganisationId,
    offices: [OFFICE],
    name: '' as never,
    invented: true as const,
  })),
  rosters: [{ id: 'old', office: OFFICE, people: [WANG, LI], firstHour: 8, shiftHours: 12 }],
})

const at = (text: string) => Date.parse(`${text}+08:00`) as Instant
const onDuty = (book: RosterBook, moment: string) =>
  book.onDuty(OFFICE, at(moment), BEIJING_CALENDAR)

describe('a table that came with the directory', () => {
  const book = new RosterBook([], directory)

  test('counts as one rotation, from its first hour', () => {
    const day = onDuty(book, '2026-03-02T08:00:00')
    const night = onDuty(book, '2026-03-02T20:00:00')
    expect(new Set([day, night])).toEqual(new Set([WANG, LI]))
    expect(onDuty(book, '2026-03-02T19:59:59')).toBe(day)
    expect(book.find(rosterIdOf(OFFICE, directory))?.rotations).toHaveLength(1)
  })

  test('gives way to the roster that the office keeps itself', () => {
    const table = book.ofOffice(OFFICE)
    if (table === undefined) throw new Error('no roster')
    const kept: DutyRoster = { ...table, rotations: [] }
    const own = new RosterBook([kept], directory)
    expect(onDuty(own, '2026-03-02T10:00:00')).toBeUndefined()
    expect(own.of('110117-police' as OrganisationId)).toEqual([kept])
  })
})
