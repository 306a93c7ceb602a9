import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLogger } from './log.ts'

const PLANTED = 'planted-secret'

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = ''
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  write(createLogger('trace', sink))
  return text
}

const SECRETS: readonly object[] = [
  { authorization: PLANTED },
  { cookie: PLANTED },
  { token: PLANTED },
  { password: PLANTED },
  { secret: PLANTED },
  { body: { name: PLANTED } },
  { headers: { authorization: PLANTED, cookie: PLANTED } },
  { session: { token: PLANTED } },
  { account: { password: PLANTED } },
  { request: { headers: { cookie: PLANTED } } },
  { req: { id: '1', method: 'GET', url: `/api/cases?q=${PLANTED}`, headers: { cookie: PLANTED } } },
  { req: { id: '1', method: 'GET', url: `/api/public/calendars/${PLANTED.repeat(4)}.ics` } },
  {
    err: Object.assign(new Error('x'), {
      body: PLANTED,
      token: PLANTED,
      headers: { cookie: PLANTED },
    }),
  },
]

it.each(SECRETS)('nothing secret is written of %j', secret => {
  const text = logged(log => log.info(secret, 'something happened'))
  expect(text).toContain('something happened')
  expect(text).not.toContain(PLANTED)
})

it('what is no secret is written (control)', () => {
  expect(logged(log => log.info({ applied: PLANTED }, 'x'))).toContain(PLANTED)
})
