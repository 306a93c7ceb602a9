// A video goes up in pieces over a network that breaks: what arrived stays, and what is kept is what left the phone.
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jpegWithEverything } from '../../apps/server/src/platform/files/testing.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, HOUR, openStage, type Stage } from './play/stage.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const [POLICE] = CALLED
const KILO = 1024
const POLL = { timeout: 60_000, interval: 50 }

function videoOf(bytes: number): Buffer {
  const head = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1')
  return Buffer.concat([head, randomBytes(bytes - head.length)])
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

describe.each(enginesUnderTest())('uploads on %s', engine => {
  let server: DemoServer
  let stage: Stage
  let whistle: string
  const officer = () => stage.member(`${POLICE}.officer`)
  const desk = () => stage.member(`${POLICE}.duty`)
  const secretary = () => stage.member('110117006.secretary')

  beforeAll(async () => {
    server = await startDemoServer({
      engine,
      at: AT,
      settings: {
        MUSTER_UPLOAD_LIMIT_MB: '1',
        MUSTER_UPLOADS_OPEN: '3',
        MUSTER_UPLOAD_HOURS: '2',
        MUSTER_FILES_PER_DAY: '12',
      },
    })
    stage = await openStage(server.url)
    whistle = (await blow(stage, secretary(), 'emergency')).id
    await stage.call(desk(), 'signSummons', { id: whistle, department: POLICE })
  })
  afterAll(() => server.stop())

  async function tokenOf(by: CastMember): Promise<string> {
    return (await stage.as(by)).token ?? ''
  }

  async function ask(by: CastMember, method: string, path: string, more: RequestInit = {}) {
    const answer = await fetch(`${server.url}${path}`, {
      ...more,
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(by)}`,
        'tus-resumable': '1.0.0',
        ...more.headers,
      },
    })
    const text = await answer.text()
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : undefined
    return {
      status: answer.status,
      headers: answer.headers,
      code: (body as { code?: string } | undefined)?.code,
      body,
    }
  }

  async function begin(by: CastMember, content: Buffer, promised = hashOf(content)) {
    const answer = await ask(by, 'POST', '/api/uploads', {
      headers: {
        'upload-length': String(content.length),
        'upload-metadata': `sha256 ${Buffer.from(promised).toString('base64')}`,
      },
    })
    return { ...answer, path: answer.headers.get('location') ?? '' }
  }

  const send = (by: CastMember, path: string, offset: number, piece: Buffer) =>
    ask(by, 'PATCH', path, {
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body: new Uint8Array(piece),
    })

  const offsetOf = async (by: CastMember, path: string) =>
    Number((await ask(by, 'HEAD', path)).headers.get('upload-offset'))

  /** Sends that much of a piece and then loses the connection, as a phone in a lift does. */
  async function sendAndBreak(path: string, piece: Buffer, sent: number): Promise<void> {
    const { hostname, port } = new URL(server.url)
    const headers = {
      authorization: `Bearer ${await tokenOf(officer())}`,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': piece.length,
    }
    await new Promise<void>(resolve => {
      const broken = httpRequest({ hostname, port, path, method: 'PATCH', headers })
      broken.on('error', () => resolve())
      broken.write(piece.subarray(0, sent), () => setImmediate(() => broken.destroy()))
    })
  }

  async function uploadWithTus(content: Buffer, more: { readonly breakAt?: number } = {}) {
    const headers = { Authorization: `Bearer ${await tokenOf(officer())}` }
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const upload = new Upload(content, {
      endpoint: `${server.url}/api/uploads`,
      headers,
      chunkSize: 100 * KILO,
      retryDelays: [],
      metadata: { sha256: hashOf(content) },
      onSuccess: () => resolve(upload.url ?? ''),
      onError: reject,
      onChunkComplete: (_size, accepted) => {
        if (accepted < (more.breakAt ?? Number.POSITIVE_INFINITY)) return
        upload.abort().then(() => resolve(upload.url ?? ''), reject)
      },
    })
    upload.start()
    return { url: await promise, headers }
  }

  test('a tus client that is cut off goes on where it was, and the file is kept byte for byte', async () => {
    const video = videoOf(700 * KILO)
    const { url, headers } = await uploadWithTus(video, { breakAt: 300 * KILO })
    const path = new URL(url).pathname
    expect(await offsetOf(officer(), path)).toBeLessThan(video.length)
    const sentAgain: number[] = []
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const resumed = new Upload(video, {
      endpoint: `${server.url}/api/uploads`,
      uploadUrl: url,
      headers,
      chunkSize: 100 * KILO,
      onProgress: sent => sentAgain.push(sent),
      onSuccess: () => resolve(),
      onError: reject,
    })
    resumed.start()
    await promise
    expect(sentAgain[0]).toBeGreaterThanOrEqual(300 * KILO)
    const sha256 = hashOf(video)
    const file = { sha256, mediaType: 'video/mp4', bytes: video.length }
    expect((await ask(officer(), 'GET', path)).body).toMatchObject({ offset: video.length, file })
    const got = await fetch(`${server.url}/api/files/${sha256}`, { headers })
    expect(Buffer.from(await got.arrayBuffer()).equals(video)).toBe(true)
  })

  test('what arrived before the connection broke is not sent again', async () => {
    const video = videoOf(600 * KILO)
    const { path } = await begin(officer(), video)
    // A connection that breaks before the server looked at it has brought nothing.
    const breakOnce = async () => {
      await sendAndBreak(path, video, 400 * KILO)
      return offsetOf(officer(), path)
    }
    await expect.poll(breakOnce, POLL).toBeGreaterThan(0)
    expect(await offsetOf(officer(), path)).toBeLessThanOrEqual(400 * KILO)
    expect(await send(officer(), path, 0, video)).toMatchObject({
      status: 409,
      code: 'upload_offset_differs',
    })
    // What the broken request brought may still be on its way to the disk: whoever is refused asks anew.
    const goOn = async () => {
      const there = await offsetOf(officer(), path)
      const { status, headers } = await send(officer(), path, there, video.subarray(there))
      return [status, headers.get('upload-offset')]
    }
    await expect.poll(goOn, POLL).toEqual([204, String(video.length)])
    // The answer was lost: asked again, it stands where it stood, and is one file.
    expect(await offsetOf(officer(), path)).toBe(video.length)
    expect((await send(officer(), path, video.length, Buffer.alloc(0))).status).toBe(204)
  })

  test('it goes on after the server was stopped in the middle', { timeout: 150_000 }, async () => {
    const video = videoOf(300 * KILO)
    const { path } = await begin(officer(), video)
    await send(officer(), path, 0, video.subarray(0, 100 * KILO))
    server = await server.restart()
    stage = await openStage(server.url)
    expect(await offsetOf(officer(), path)).toBe(100 * KILO)
    const last = await send(officer(), path, 100 * KILO, video.subarray(100 * KILO))
    expect(last.status).toBe(204)
  })

  test('nobody else goes on with it, looks at it or removes it', async () => {
    const photo = jpegWithEverything()
    const { path } = await begin(officer(), photo)
    const strangers = [
      await send(desk(), path, 0, photo),
      await ask(desk(), 'HEAD', path),
      await ask(desk(), 'GET', path),
      await ask(desk(), 'DELETE', path),
    ]
    expect(strangers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await ask(officer(), 'DELETE', path)).status).toBe(204)
    expect((await ask(officer(), 'HEAD', path)).status).toBe(404)
  })

  test('what is not what was announced, too large, of an unknown kind, or one too many is not kept', async () => {
    const photo = jpegWithEverything()
    const other = await begin(officer(), photo, hashOf(Buffer.from('another')))
    expect(await send(officer(), other.path, 0, photo)).toMatchObject({
      status: 422,
      code: 'upload_hash_differs',
    })
    expect((await ask(officer(), 'HEAD', other.path)).status).toBe(404)
    expect(await begin(officer(), Buffer.alloc(1024 * KILO + 1))).toMatchObject({ status: 413 })
    // Said after the first bytes, and not after the last.
    const page = Buffer.from(`<html>${' '.repeat(1000)}</html>`)
    const html = await begin(officer(), page)
    expect(await send(officer(), html.path, 0, page.subarray(0, 100))).toMatchObject({
      status: 422,
      code: 'file_type_refused',
    })
    const longer = await begin(officer(), photo)
    const tooMuch = await send(officer(), longer.path, 0, Buffer.concat([photo, photo]))
    expect(tooMuch).toMatchObject({ status: 413, code: 'body_too_large' })
    const bare = await ask(officer(), 'POST', '/api/uploads', {
      headers: { 'upload-length': '10' },
    })
    expect(bare).toMatchObject({ status: 422, code: 'upload_malformed' })
    await begin(officer(), photo)
    await begin(officer(), photo)
    expect(await begin(officer(), photo)).toMatchObject({ status: 429, code: 'too_many_uploads' })
    expect((await begin(desk(), photo)).status).toBe(201)
  })

  test('what nobody finished is gone after its time, with every byte', async () => {
    const folder = join(server.dataDir, 'files', 'unfinished')
    expect(readdirSync(folder).length).toBeGreaterThan(0)
    await stage.advance(3 * HOUR)
    await expect.poll(() => readdirSync(folder), POLL).toEqual([])
    expect((await begin(officer(), jpegWithEverything())).status).toBe(201)
  })

  test('evidence is announced by its hash before the file is there, and is one thing with it', async () => {
    const photo = Buffer.concat([jpegWithEverything(), Buffer.from('evidence')])
    const sha256 = hashOf(photo)
    const piece = { sha256, mediaType: 'image/png', bytes: photo.length }
    await stage.call(officer(), 'attachEvidence', {
      id: whistle,
      department: POLICE,
      body: { ...piece, evidence: 'e-110117-announced' },
    })
    const list = async () => {
      const { body } = await ask(secretary(), 'GET', `/api/whistles/${whistle}/evidence`)
      return (body as { items: unknown[] }).items
    }
    expect(await list()).toMatchObject([{ id: 'e-110117-announced', sha256, isHere: false }])
    const { path } = await begin(officer(), photo)
    expect((await send(officer(), path, 0, photo)).status).toBe(204)
    // By its content, whatever it was announced as.
    expect(await list()).toMatchObject([
      { sha256, isHere: true, mediaType: 'image/jpeg', department: POLICE },
    ])
  })
})
