import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from './testing.ts'

describe.each(enginesUnderTest())('on %s', engine => {
  let fresh: FreshDb

  beforeEach(async () => {
    fresh = await freshDb(engine, { migrate: false })
    await fresh.db.query('create table notes (id bigint primary key, text text)')
  })

  afterEach(() => fresh.close())

  const insert = 'insert into notes (id, text) values ($1, $2)'
  const ids = async () => {
    const rows = await fresh.db.query<{ id: number }>('select id from notes order by id')
    return rows.map(row => row.id)
  }

  test('values come back alike, also when the statement is prepared', async () => {
    const sql = `
      select $1::bigint as big, $2::numeric as exact, $3::jsonb as document, $4::text[] as words,
        $5::date as day, $6::timestamptz as instant, $7::bytea as bytes, $8::boolean as truth,
        $9::text as nothing, $10::float8 as ratio, $11::bigint[] as bigs, $12::date[] as days`
    const instant = new Date('2017-01-02T03:04:05.678Z')
    const params = [
      2 ** 53 - 1,
      '1.50',
      { a: [1, null] },
      ['a"b', 'c\\d', null, '', 'NULL', '报到'],
      '2017-02-03',
      instant,
      Buffer.from([0, 255]),
      true,
      undefined,
      0.5,
      [1n, null],
      ['2017-02-03'],
    ]
    for (let turn = 0; turn < 3; turn++) {
      expect(await fresh.db.query(sql, params)).toEqual([
        {
          big: 2 ** 53 - 1,
          exact: '1.50',
          document: { a: [1, null] },
          words: ['a"b', 'c\\d', null, '', 'NULL', '报到'],
          day: '2017-02-03',
          instant,
          bytes: Buffer.from([0, 255]),
          truth: true,
          nothing: null,
          ratio: 0.5,
          bigs: [1, null],
          days: ['2017-02-03'],
        },
      ])
    }
  })

  test('an integer past 2^53 is an error, not another number', async () => {
    await expect(fresh.db.query('select 9007199254740993::bigint as big')).rejects.toThrow('2^53')
    expect(await fresh.db.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a failed statement says its SQL state and harms no later one', async () => {
    for (let turn = 0; turn < 3; turn++) {
      await expect(fresh.db.query('select 1 / $1::int as x', [0])).rejects.toMatchObject({
        code: '22012',
      })
      expect(await fresh.db.query('select 1 / $1::int as x', [1])).toEqual([{ x: 1 }])
    }
  })

  test('a transaction commits as a whole', async () => {
    const answer = await fresh.db.transaction(async tx => {
      await tx.query(insert, [1, 'one'])
      await tx.query(insert, [2, 'two'])
      return 'done'
    })
    expect([answer, await ids()]).toEqual(['done', [1, 2]])
  })

  test('a transaction whose work throws is rolled back', async () => {
    const work = fresh.db.transaction(async tx => {
      await tx.query(insert, [1, 'one'])
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await ids()).toEqual([])
  })

  test('a transaction in which a statement failed is never reported as committed', async () => {
    const work = fresh.db.transaction(async tx => {
      await tx.query(insert, [1, 'one'])
      await tx.query(insert, [1, 'again']).catch(() => 'ignored')
    })
    await expect(work).rejects.toThrow('a statement of this transaction had failed')
    expect(await ids()).toEqual([])
  })

  test('statements asked for at once are each answered with their own rows, first sent or prepared', async () => {
    await fresh.db.query(insert, [1, 'one'])
    for (let turn = 0; turn < 3; turn++) {
      const answers = await fresh.db.transaction(tx =>
        Promise.all([
          tx.query('select id, text from notes where id = $1', [1]),
          tx.query('select id from notes where id = $1', [2]),
          tx.query('update notes set text = text where id = $1 returning text as said', [1]),
          tx.query('update notes set text = text'),
        ]),
      )
      expect(answers).toEqual([[{ id: 1, text: 'one' }], [], [{ said: 'one' }], []])
    }
  })

  test('what was asked for behind a statement that failed is not done, and can be asked again', async () => {
    const count = 'select count(*)::int as n from notes where id > $1'
    await fresh.db.transaction(tx => tx.query(count, [0]))
    const work = fresh.db.transaction(async tx => {
      const asked = [
        tx.query(insert, [1, 'one']),
        tx.query('select 1 / $1::int', [0]),
        // Sent for the second time, it would be prepared.
        tx.query(count, [0]),
      ]
      const ended = await Promise.allSettled(asked)
      expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
      await Promise.all(asked)
    })
    await expect(work).rejects.toMatchObject({ code: '22012' })
    for (let turn = 0; turn < 2; turn++)
      expect(await fresh.db.transaction(tx => tx.query(count, [0]))).toEqual([{ n: 0 }])
  })

  test('a value that cannot be read fails its own statement alone', async () => {
    const [broken, whole] = await fresh.db.transaction(tx =>
      Promise.allSettled([tx.query('select 9007199254740993 as big'), tx.query('select 1 as n')]),
    )
    expect(broken).toMatchObject({ status: 'rejected', reason: { name: 'RangeError' } })
    expect(whole).toEqual({ status: 'fulfilled', value: [{ n: 1 }] })
  })

  test('a deferred constraint fails the transaction at its commit', async () => {
    await fresh.db.query('alter table notes add unique (text) deferrable initially deferred')
    const work = fresh.db.transaction(async tx => {
      await tx.query(insert, [1, 'same'])
      await tx.query(insert, [2, 'same'])
    })
    await expect(work).rejects.toMatchObject({ code: '23505' })
    expect(await ids()).toEqual([])
  })

  test('many transactions at once all commit, none sees half of another', async () => {
    await fresh.db.query(insert, [0, '0'])
    const add = () =>
      fresh.db.transaction(async tx => {
        await tx.query('select from notes where id = 0 for update')
        const [row] = await tx.query<{ text: string }>('select text from notes where id = 0')
        await tx.query('update notes set text = $1 where id = 0', [Number(row?.text) + 1])
      })
    await Promise.all(Array.from({ length: 30 }, add))
    expect(await fresh.db.query('select text from notes')).toEqual([{ text: '30' }])
  })

  test('inside a transaction the Db itself is refused', async () => {
    const message = 'query through its tx'
    for (const call of [
      () => fresh.db.query('select 1'),
      () => fresh.db.transaction(async () => undefined),
    ]) {
      await expect(fresh.db.transaction(async () => call())).rejects.toThrow(message)
    }
    await fresh.db.transaction(async tx => tx.query(insert, [1, 'one']))
    expect(await ids()).toEqual([1])
  })

  test('a message notified in a transaction arrives after its commit', async () => {
    const received: string[] = []
    const stop = await fresh.db.listen('news', payload => received.push(payload))
    await fresh.db.transaction(async tx => {
      await tx.query(`select pg_notify('news', $1)`, ['first'])
      expect(received).toEqual([])
    })
    await vi.waitFor(() => expect(received).toEqual(['first']))
    await stop()
    const again = await fresh.db.listen('news', payload => received.push(`again ${payload}`))
    await fresh.db.query(`select pg_notify('news', 'second')`)
    await vi.waitFor(() => expect(received).toEqual(['first', 'again second']))
    await again()
  })

  test('a message of a transaction rolled back never arrives', async () => {
    const received: string[] = []
    const stop = await fresh.db.listen('news', payload => received.push(payload))
    const work = fresh.db.transaction(async tx => {
      await tx.query(`select pg_notify('news', 'false')`)
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    await fresh.db.query(`select pg_notify('news', 'true')`)
    await vi.waitFor(() => expect(received).toEqual(['true']))
    await stop()
  })

  test('a channel name that SQL would read otherwise is refused', async () => {
    await expect(fresh.db.listen('a; drop table notes', () => undefined)).rejects.toThrow(
      'not a channel name',
    )
  })

  test('Kysely queries the same database', async () => {
    await fresh.db.kysely.insertInto('notes').values({ id: 1, text: 'one' }).execute()
    await fresh.db.kysely
      .transaction()
      .execute(trx => trx.insertInto('notes').values({ id: 2, text: 'two' }).execute())
    const rows = await fresh.db.kysely.selectFrom('notes').selectAll().orderBy('id').execute()
    expect(rows).toEqual([
      { id: 1, text: 'one' },
      { id: 2, text: 'two' },
    ])
  })

  test('a table made anew with other columns is read rightly by a statement sent before', async () => {
    const select = 'select * from notes'
    for (let turn = 0; turn < 3; turn++) await fresh.db.query(select)
    await fresh.db.transaction(tx => tx.script('drop table notes; create table notes (other int)'))
    await fresh.db.query('insert into notes values (7)')
    await vi.waitFor(async () => expect(await fresh.db.query(select)).toEqual([{ other: 7 }]))
  })

  test('a table that has grown a column is read with it by a transaction sent before', async () => {
    const select = 'select * from notes'
    await fresh.db.query(insert, [1, 'one'])
    for (let turn = 0; turn < 3; turn++) await fresh.db.transaction(tx => tx.query(select))
    await fresh.db.transaction(tx => tx.script('alter table notes add other int'))
    await vi.waitFor(async () =>
      expect(await fresh.db.transaction(tx => tx.query(select))).toEqual([
        { id: 1, text: 'one', other: null },
      ]),
    )
  })

  test('the pool tells what it is doing', async () => {
    await fresh.db.transaction(async tx => {
      await tx.query('select 1')
      const { total, idle } = fresh.db.pool()
      expect(total - idle).toBe(1)
    })
    expect(fresh.db.pool().waiting).toBe(0)
  })
})
