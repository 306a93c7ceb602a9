import { page, pageQuery } from '@muster/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Http } from './app.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { bareHttp } from './testing.ts'

const sort = z.enum(['name', 'age']).default('name')
const querystring = z.strictObject({ ...pageQuery, sort, colour: z.string().optional() })
let http: Http

beforeEach(async () => {
  http = bareHttp({ checksAnswers: true })
  const schema = { querystring, response: { 200: page(z.number()) } }
  for (const url of ['/api/cats', '/api/owners/:id/cats']) {
    http.app.get(url, { config: { access: 'public' }, schema }, async ({ query }) => {
      const at = (readCursor(query.cursor)?.at ?? 0) + 1
      return at === 3 ? { items: [at] } : { items: [at], next: writeCursor({ at, id: 'a' }) }
    })
  }
  await http.app.ready()
})

afterEach(() => http.app.close())

async function pageOf(url: string): Promise<{ items?: number[]; next?: string; code?: string }> {
  return (await http.app.inject({ url })).json()
}

test.each(['/api/cats?', '/api/owners/o-1/cats?', '/api/cats?sort=age&'])(
  'a cursor leads through its own list: %s',
  async url => {
    const first = await pageOf(url)
    const second = await pageOf(`${url}cursor=${first.next}`)
    const third = await pageOf(`${url}colour=grey&limit=7&cursor=${second.next}`)
    expect([first.items, second.items, third]).toEqual([[1], [2], { items: [3] }])
  },
)

test.each(['/api/owners/o-1/cats?', '/api/owners/o-2/cats?', '/api/cats?sort=age&'])(
  'one of another list or order is refused: %s',
  async url => {
    const { next } = await pageOf('/api/cats?sort=name')
    expect(await pageOf(`${url}cursor=${next}`)).toMatchObject({ code: 'cursor_invalid' })
  },
)

test('the default order is the order named, and what no list marked is refused', async () => {
  const { next } = await pageOf('/api/cats')
  expect(await pageOf(`/api/cats?sort=name&cursor=${next}`)).toMatchObject({ items: [2] })
  const bare = writeCursor({ at: 1, id: 'a' })
  expect(await pageOf(`/api/cats?cursor=${bare}`)).toMatchObject({ code: 'cursor_invalid' })
})
