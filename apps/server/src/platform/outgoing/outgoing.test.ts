import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { readAllowed } from './allowed.ts'
import { createOutgoing, type OutgoingFetch, type OutgoingSettings } from './outgoing.ts'

const running = new Set<Server>()

afterEach(() => {
  for (const server of running) server.close().closeAllConnections()
  running.clear()
})

/** A server on the loopback address that counts who came. */
async function listener(answer: RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim())
    answer(request, response)
  })
  running.add(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { port: (server.address() as AddressInfo).port, asked }
}

const says =
  (text: string): RequestListener =>
  (_request, response) =>
    response.end(text)

function outgoing(allow: string, more: Partial<OutgoingSettings> = {}): OutgoingFetch {
  return createOutgoing({ allowed: readAllowed(allow), ...more })
}

const resolveTo =
  (...addresses: readonly string[]) =>
  () =>
    Promise.resolve(addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })))

describe('an address', () => {
  it.each(['1.1.1.1', '114.114.114.114', '2400:3200::1', '::ffff:8.8.8.8'])('%s is open', one => {
    expect(isPublicAddress(one)).toBe(true)
  })
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '[::1]',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    'example',
  ])('%s is closed', one => {
    expect(isPublicAddress(one)).toBe(false)
  })
})

describe('a request to the outside', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'http://169.254.169.254/latest/meta-data/',
  ])('does not go to %s', async address => {
    await expect(outgoing('')(address)).rejects.toMatchObject({ code: 'address_not_public' })
  })

  it.each(['file:///etc/passwd', 'ftp://1.1.1.1/', 'http://user:word@1.1.1.1/'])(
    'does not know %s',
    async address => {
      await expect(outgoing('')(address)).rejects.toThrow()
    },
  )

  it('goes where the operator lets it, and not next door', async () => {
    const { port } = await listener(says('yes'))
    const fetched = await outgoing(`127.0.0.1:${port}`)(`http://127.0.0.1:${port}/a`)
    expect(await fetched.text()).toBe('yes')
    const elsewhere = outgoing(`127.0.0.1:${port + 1}, 10.0.0.0/8`)
    await expect(elsewhere(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'address_not_public',
    })
    const byNetwork = await outgoing('127.0.0.0/8')(`http://127.0.0.1:${port}/`)
    expect(byNetwork.status).toBe(200)
    const byName = outgoing('idp.city', { resolve: resolveTo('127.0.0.1') })
    expect((await byName(`http://idp.city:${port}/`)).status).toBe(200)
  })

  it('refuses a name when one of its addresses is closed', async () => {
    const mixed = outgoing('', { resolve: resolveTo('1.1.1.1', '10.0.0.7') })
    await expect(mixed('https://hook.example/')).rejects.toMatchObject({
      code: 'address_not_public',
    })
  })

  it('connects to the address that was judged, though the name points elsewhere by then', async () => {
    const inside = await listener(says('inside'))
    // First answer is let through; each later one would be another machine.
    const answers = ['127.0.0.1', '127.0.0.2', '127.0.0.3']
    let times = 0
    const rebinding = createOutgoing({
      allowed: readAllowed(`127.0.0.1:${inside.port}`),
      resolve: () => {
        const address = answers[Math.min(times, answers.length - 1)] ?? ''
        times += 1
        return Promise.resolve([{ address, family: 4 }])
      },
    })
    const first = await rebinding(`http://rebind.example:${inside.port}/`)
    expect([await first.text(), times]).toEqual(['inside', 1])
    // No connection is kept for the second request: the name is judged anew.
    await expect(rebinding(`http://rebind.example:${inside.port}/`)).rejects.toMatchObject({
      code: 'address_not_public',
    })
    expect(inside.asked).toHaveLength(1)
  })

  it('judges where a redirect leads, and takes no credentials there', async () => {
    const inside = await listener(says('secret'))
    const door = await listener((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://door')
      const to = pathname === '/in' ? inside.port : door.port
      response.writeHead(302, { location: `http://localhost:${to}/next` }).end()
    })
    const one = outgoing(`127.0.0.1:${door.port}`, { resolve: resolveTo('127.0.0.1') })
    const headers = { authorization: 'Bearer x' }
    await expect(one(`http://door.example:${door.port}/in`, { headers })).rejects.toMatchObject({
      code: 'address_not_public',
    })
    expect(inside.asked).toEqual([])
    const both = outgoing('127.0.0.1', { resolve: resolveTo('127.0.0.1') })
    expect(await (await both(`http://door.example:${door.port}/in`, { headers })).text()).toBe(
      'secret',
    )
    expect(inside.asked).toEqual(['GET /next'])
    const round = both(`http://door.example:${door.port}/round`)
    await expect(round).rejects.toMatchObject({ code: 'too_many_redirects' })
  })

  it('does not take more than it bargained for, and does not wait for ever', async () => {
    const { port } = await listener((request, response) => {
      if (request.url === '/large') response.end('x'.repeat(5000))
    })
    const bounded = outgoing('127.0.0.1', { mostBytes: 1000, limitMs: 300 })
    const large = await bounded(`http://127.0.0.1:${port}/large`)
    await expect(large.text()).rejects.toThrow()
    await expect(bounded(`http://127.0.0.1:${port}/silent`)).rejects.toThrow()
  })

  it('sends a body, and gives status, headers and address', async () => {
    const { port } = await listener((request, response) => {
      response.writeHead(201, { 'x-type': request.headers['content-type'] ?? '' })
      request.pipe(response)
    })
    const answer = await outgoing('127.0.0.1')(`http://127.0.0.1:${port}/hook`, {
      method: 'POST',
      body: new URLSearchParams({ a: '1' }),
    })
    expect([answer.status, answer.url, await answer.text()]).toEqual([
      201,
      `http://127.0.0.1:${port}/hook`,
      'a=1',
    ])
    expect(answer.headers.get('x-type')).toContain('urlencoded')
  })
})
