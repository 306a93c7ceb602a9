import { directoryBodies } from '@muster/contract'
import { EMPTY_DIRECTORY, evolveDirectory, type SealedText, toId, toInstant } from '@muster/domain'
import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../mechanism/directory.ts'
import { exportDirectory, placePart, toDirectoryPart } from './directory-part.ts'

const name = { zh: '某单位', en: 'Some unit' }
const seal = (subject: string, text: string) => toId<SealedText>(`sealed:v1:${subject}:${text}`)
const open = (sealed: string) => sealed.slice(sealed.lastIndexOf(':') + 1)

function unit(id: string, district: string) {
  const kind = 'bureau'
  return { id, kind, name, district, territory: district, department: true, invented: true }
}

function office(organisation: string) {
  const id = `${organisation}.duty`
  return { id, organisation, role: 'duty', rank: 'duty' as const, name, invented: true }
}

const body = directoryBodies.directoryPart.parse({
  organisations: [unit('110117-water', '110117'), unit('110101-water', '110101')],
  offices: [office('110117-water'), office('110101-water')],
  people: [
    {
      id: 'p-1',
      organisation: '110117-water',
      offices: ['110117-water.duty'],
      name: { zh: '王例甲', en: 'Wang Lijia' },
      phone: '+99900000001',
      invented: true,
    },
  ],
  rosters: [
    { id: 'r-1', office: '110117-water.duty', people: ['p-1'], firstHour: 8, shiftHours: 12 },
  ],
  areas: [{ id: '110117', name, level: 'district', generated: false }],
})
const part = toDirectoryPart(body, seal)
const nobody = directoryOf(EMPTY_DIRECTORY)

describe('a part of the directory', () => {
  it('holds no name or phone in the clear', () => {
    expect(part.people[0]).toMatchObject({
      name: 'sealed:v1:person:p-1:王例甲|Wang Lijia',
      phone: 'sealed:v1:person:p-1:+99900000001',
    })
  })

  it('is spread over the districts of its units; the territory is kept for the whole city', () => {
    const placing = placePart(part, nobody)
    expect(placing).toMatchObject({
      placed: [
        {
          stream: { district: '110117', kind: 'directory', id: 'units' },
          part: { people: [{ id: 'p-1' }], rosters: [{ id: 'r-1' }] },
        },
        { stream: { district: '110101' }, part: { organisations: [{ id: '110101-water' }] } },
        { stream: { district: '000000', id: 'territory' }, part: { areas: [{ id: '110117' }] } },
      ],
    })
  })

  it('finds the unit of an office in the directory when the part does not bring it', () => {
    const { organisations: _, ...rest } = part
    const offices = { ...rest, organisations: [] }
    expect(placePart(offices, nobody)).toEqual({
      stray: { field: 'offices', id: '110117-water.duty' },
    })
    const by = {
      person: toId<never>('x'),
      office: toId<never>('x'),
      organisation: toId<never>('x'),
    }
    const event = { type: 'DirectoryImported', at: toInstant(0), by, source: 'test', part } as const
    const known = directoryOf(evolveDirectory(EMPTY_DIRECTORY, event))
    expect(placePart(offices, known)).toHaveProperty('placed')
  })

  it('comes out as it went in, marked as invented', () => {
    const by = {
      person: toId<never>('x'),
      office: toId<never>('x'),
      organisation: toId<never>('x'),
    }
    const event = { type: 'DirectoryImported', at: toInstant(0), by, source: 'test', part } as const
    const known = directoryOf(evolveDirectory(EMPTY_DIRECTORY, event))
    const out = exportDirectory(known, open)
    expect(directoryBodies.directoryPart.parse(out)).toEqual(body)
    const erased = exportDirectory(known, () => null)
    expect(erased.people?.[0]).not.toHaveProperty('phone')
    expect(erased.people?.[0]?.name.zh).toBe('（已清除）')
  })
})
