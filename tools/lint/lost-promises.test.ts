// Plants one mistake of each kind and runs the linter as the project does: a lost await here is a lost event.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePlantedCopy, type PlantedCopy } from './planted-copy.ts'

const HEAD = `import { setTimeout as pause } from 'node:timers/promises'
import { EventEmitter } from 'node:events'
import { type Kysely, sql } from 'kysely'

declare const db: Kysely<{ events: { id: number; data: string } }>
declare const bus: EventEmitter
declare const ids: readonly number[]
async function append(id: number): Promise<boolean> {
  await pause(id)
  return id > 0
}
`

const PLANTED: Readonly<Record<string, string>> = {
  'a call without await': `export async function f() {
  append(1)
  await pause(1)
}`,
  'a Kysely execute() without await': `export async function f() {
  db.insertInto('events').values({ id: 1, data: '{}' }).execute()
  await pause(1)
}`,
  'an async callback of setTimeout': `export function f() {
  setTimeout(async () => {
    await append(1)
  }, 10)
}`,
  'an async listener of an event': `export function f() {
  bus.on('whistle', async () => {
    await append(1)
  })
}`,
  'a promise as a condition': `export async function f() {
  await pause(1)
  return append(1) ? 'stored' : 'lost'
}`,
  'an async callback of an array': `export async function f() {
  await pause(1)
  for (const id of ids.filter(async each => await append(each))) await append(id)
}`,
  'an array of promises that nobody awaits': `export async function f() {
  ids.map(id => append(id))
  await pause(1)
}`,
  'a promise spread into an object': `export async function f() {
  await pause(1)
  return { ...(await append(1) ? {} : {}), ...append(2) }
}`,
  'a then without a catch': `export function f() {
  append(1).then(stored => process.stdout.write(String(stored)))
}`,
  'a promise returned out of try': `export async function f() {
  try {
    return append(1)
  } catch {
    return false
  }
}`,
  'a promise hidden behind void': `export function f() {
  void append(1)
}`,
  'an async function where a plain one is wanted': `interface Port { readonly close: () => void }
export const port: Port = {
  close: async () => {
    await append(1)
  },
}`,
  'a raw statement of Kysely without await': `export async function f() {
  sql\`delete from events\`.execute(db)
  await pause(1)
}`,
}

const CORRECT = `export async function f() {
  await append(1)
  await db.insertInto('events').values({ id: 1, data: '{}' }).execute()
  await sql\`select 1\`.execute(db)
  await Promise.all(ids.map(id => append(id)))
  for (const id of ids) if (await append(id)) bus.emit('stored', id)
  setTimeout(() => {
    append(1).catch(error => bus.emit('error', error))
  }, 10)
  try {
    return await append(1)
  } catch {
    return false
  }
}`

describe('the linter finds every lost promise', () => {
  const fileOf = (kind: string) => `tools/${kind.replaceAll(/[^a-zA-Z]+/g, '-').toLowerCase()}.ts`
  let copy: PlantedCopy
  let said = ''

  const foundIn = (kind: string) => said.split('\n').filter(line => line.includes(fileOf(kind)))

  beforeAll(() => {
    copy = makePlantedCopy()
    for (const [kind, code] of Object.entries({ ...PLANTED, correct: CORRECT })) {
      copy.plant(fileOf(kind), `${HEAD}\n${code}`)
    }
    const args = ['--type-aware', '--deny-warnings', '--format=unix']
    said = copy.judge('node_modules/oxlint/bin/oxlint', ...args).said
  })
  afterAll(() => copy.remove())

  test.each(Object.keys(PLANTED))('%s', kind => {
    expect(foundIn(kind)).toEqual([expect.stringMatching(/promise|await/i)])
  })

  test('control: correct code passes', () => {
    expect(foundIn('correct')).toEqual([])
  })
})
