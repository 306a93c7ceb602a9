import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { findAnswer } from './find-answer.ts'

const sqlOf = (name: string) =>
  readFileSync(new URL(`../../../migrations/${name}.sql`, import.meta.url), 'utf8')

/** Statements are parted by lines that end in a semicolon. */
const statementsOf = (sql: string) => sql.split(/;\n/).filter(text => /\w/.test(text))

describe.each(enginesUnderTest())('answers of commands on %s', engine => {
  let fresh: FreshDb

  beforeEach(async () => {
    fresh = await freshDb(engine)
  })

  afterEach(() => fresh.close())

  it('that were given before they became narrow are given again', async () => {
    const run = async (name: string) => {
      for (const statement of statementsOf(sqlOf(name))) await fresh.db.query(statement)
    }
    await fresh.db.query('drop table command_results')
    await run('0003-create-command-results')
    await fresh.db.query(
      `insert into command_results values
         ('110101/p-张', 'POST /api/cases', 'k1', 'hash', '{"id":"c-1"}', '[3,1]', 7, 5),
         ('110101/p-张', 'POST /api/cases', 'k2', 'hash', null, '[]', 0, 5)`,
    )
    await run('0059-narrow-command-results')
    const once = { actor: '110101/p-张', route: 'POST /api/cases', bodyHash: 'hash' }
    expect(await findAnswer(fresh.db, { ...once, key: 'k1' })).toEqual({
      isSame: true,
      answer: { id: 'c-1' },
      version: 3,
    })
    expect(await findAnswer(fresh.db, { ...once, key: 'k2' })).toMatchObject({ answer: null })
    const other = await findAnswer(fresh.db, { ...once, key: 'k1', bodyHash: 'another' })
    expect(other).toMatchObject({ isSame: false })
    expect(await findAnswer(fresh.db, { ...once, key: 'k3' })).toBeUndefined()
    expect(await findAnswer(fresh.db, { ...once, actor: '110101/p-李', key: 'k1' })).toBeUndefined()
  })
})
