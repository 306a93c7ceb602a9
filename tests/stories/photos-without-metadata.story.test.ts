// A file is kept exactly as it came; another department gets the picture, and not where it was taken.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jpegWithEverything, PLANTED } from '../../apps/server/src/platform/files/testing.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, DAY, openStage, type Stage } from './play/stage.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const [POLICE, PLANNING] = CALLED
const PHOTO = jpegWithEverything()
const PAPER = Buffer.from('%PDF-1.7 GPS-PLANTED')

describe.each(enginesUnderTest())('files on %s', engine => {
  let server: DemoServer
  let stage: Stage
  let whistle: string
  const secretary = () => stage.member('110117006.secretary')
  const officer = () => stage.member(`${POLICE}.officer`)
  const planner = () => stage.member(`${PLANNING}.duty`)

  beforeAll(async () => {
    const settings = { MUSTER_FILE_LIMIT_MB: '1', MUSTER_FILES_PER_DAY: '5' }
    server = await startDemoServer({ engine, at: AT, settings })
    stage = await openStage(server.url)
    whistle = (await blow(stage, secretary(), 'emergency')).id
    const of = { id: whistle, department: POLICE }
    await stage.call(stage.member(`${POLICE}.duty`), 'signSummons', of)
    await stage.call(officer(), 'setOut', of)
  })
  afterAll(() => server.stop())

  async function send(by: CastMember, body: Buffer, type = 'application/octet-stream') {
    const { token } = await stage.as(by)
    const headers = { authorization: `Bearer ${token}`, 'content-type': type }
    const answer = await fetch(`${server.url}/api/files`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  async function get(by: CastMember, sha256: unknown) {
    const { token } = await stage.as(by)
    const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' }
    const answer = await fetch(`${server.url}/api/files/${sha256}`, { headers })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, type: answer.headers.get('content-type'), bytes }
  }

  async function attach(file: Record<string, unknown>) {
    const of = { id: whistle, department: POLICE }
    await stage.call(officer(), 'attachEvidence', { ...of, body: file })
  }

  test('a photo is kept as it came; the calling side has it so, another department without metadata', async () => {
    const sent = await send(officer(), PHOTO, 'image/jpeg')
    const sha256 = createHash('sha256').update(PHOTO).digest('hex')
    const file = { sha256, mediaType: 'image/jpeg', bytes: PHOTO.length }
    expect(sent).toEqual({ status: 201, body: file })
    expect((await get(secretary(), sha256)).status).toBe(404)
    await attach(file)
    for (const by of [officer(), secretary(), stage.member(`${POLICE}.duty`)])
      expect((await get(by, sha256)).bytes).toEqual(PHOTO)
    const copy = await get(planner(), sha256)
    expect([copy.status, copy.type]).toEqual([200, 'image/jpeg'])
    expect(PLANTED.filter(words => copy.bytes.includes(words))).toEqual([])
    expect(copy.bytes.length).toBeGreaterThan(100)
  })

  test('what is no photo goes to no other department, and a stranger finds nothing', async () => {
    const { body } = await send(officer(), PAPER)
    await attach(body)
    expect((await get(secretary(), body['sha256'])).bytes).toEqual(PAPER)
    const hidden = await get(planner(), body['sha256'])
    const stranger = await get(stage.member('110101-wangfujing.secretary'), body['sha256'])
    const missing = await get(planner(), '0'.repeat(64))
    const told = ({ bytes }: { bytes: Buffer }) => ({ ...JSON.parse(String(bytes)), instance: '' })
    expect([hidden, stranger, missing].map(({ status }) => status)).toEqual([404, 404, 404])
    expect(told(hidden)).toEqual(told(missing))
    expect(told(stranger)).toEqual(told(missing))
  })

  test('who knows the hash of another’s file and attaches it gains nothing', async () => {
    const photo = Buffer.concat([PHOTO, Buffer.from('of the police alone')])
    const { body } = await send(officer(), photo)
    const of = { id: whistle, department: PLANNING }
    await stage.call(planner(), 'attachEvidence', { ...of, body })
    expect((await get(planner(), body['sha256'])).status).toBe(404)
    expect((await get(secretary(), body['sha256'])).status).toBe(404)
    await attach(body)
    expect((await get(planner(), body['sha256'])).bytes.equals(photo)).toBe(false)
  })

  test('too large, of an unknown kind, or too many is not kept', async () => {
    const large = Buffer.concat([PHOTO, Buffer.alloc(1024 * 1024)])
    expect(await send(officer(), large)).toMatchObject({
      status: 413,
      body: { code: 'body_too_large' },
    })
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')
    expect(await send(officer(), heic)).toMatchObject({
      status: 422,
      body: { code: 'file_type_refused' },
    })
    await send(officer(), Buffer.from('%PDF-1.7 three'))
    await send(officer(), Buffer.from('%PDF-1.7 four'))
    expect(await send(officer(), Buffer.from('%PDF-1.7 five'))).toMatchObject({
      status: 429,
      body: { code: 'too_many_files' },
    })
    expect((await send(secretary(), Buffer.from('%PDF-1.7 five'))).status).toBe(201)
  })

  test('what nobody attached is gone after a while, what is evidence stays', async () => {
    const { body } = await send(secretary(), Buffer.from('%PDF-1.7 by mistake'))
    expect((await get(secretary(), body['sha256'])).status).toBe(200)
    await stage.advance(8 * DAY)
    expect((await get(secretary(), body['sha256'])).status).toBe(404)
    const sha256 = createHash('sha256').update(PHOTO).digest('hex')
    expect((await get(secretary(), sha256)).bytes).toEqual(PHOTO)
  })
})
