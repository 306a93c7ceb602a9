// What is taken away on one server is gone on the other.

import type { City } from '../harness/city.ts'
import { poll } from '../harness/poll.ts'
import type { ServerProcess } from '../harness/server-process.ts'
import { ask, mustAsk } from './requests.ts'

type Pair = readonly [ServerProcess, ServerProcess]

export async function obeyTokenRevocation([one, other]: Pair, { tokens }: City): Promise<string> {
  const token = tokens['auditor'] ?? ''
  const before = await ask(other, { token, path: '/api/whistles' })
  if (before.status !== 200) throw new Error(`the token did not work: ${before.status}`)
  const administrator = tokens['administrator'] ?? ''
  const { items = [] } = (await mustAsk(one, {
    token: administrator,
    path: '/api/tokens',
  })) as { items?: { id: string; district: string }[] }
  const entry = items.find(({ id }) => token.includes(`_${id}`))
  if (entry === undefined) throw new Error('the token is not listed')
  const begun = performance.now()
  await mustAsk(one, {
    token: administrator,
    path: `/api/tokens/${entry.district}/${entry.id}/revoke`,
    body: {},
  })
  await poll(
    async () =>
      (await ask(other, { token, path: '/api/whistles' })).status === 401 ? true : undefined,
    { what: 'the revoked token is refused by the other server', withinMs: 5000, everyMs: 10 },
  )
  return `a token revoked on one server was refused by the other after ${Math.round(performance.now() - begun)} ms`
}

const POINT = { type: 'Point', coordinates: [116.4109, 39.9133] }
const OFFICE = '110101-wangfujing.secretary'

/** An office that may summon, until the other server hears that it may not. */
export async function obeyGrantRevocation([one, other]: Pair, { tokens }: City): Promise<string> {
  const token = tokens['area-committee'] ?? ''
  const [draft, second] = await Promise.all([
    draftWhistle(other, token),
    draftWhistle(other, token),
  ])
  const submit = (id: string) => ask(other, { token, path: `/api/whistles/${id}/submit`, body: {} })
  const before = await submit(draft)
  if (before.status !== 200) throw new Error(`cannot blow at all: ${JSON.stringify(before)}`)
  await mustAsk(other, {
    token,
    path: `/api/whistles/${draft}/withdraw`,
    body: { reason: 'blown to see that it may' },
  })
  const administrator = tokens['administrator'] ?? ''
  const { items = [] } = (await mustAsk(one, {
    token: administrator,
    path: `/api/grants?office=${OFFICE}`,
  })) as { items?: { id: string; power: string }[] }
  const summons = items.filter(({ power }) => power === 'summon')
  const { revoked, ms } = await revokeAll(one, administrator, summons)
  const after = await submit(second)
  if (after.status < 400 || after.status >= 500) {
    throw new Error(`blown without the power: ${JSON.stringify(after)}`)
  }
  return `${revoked} grants to summon revoked on one server (${Math.round(ms)} ms): the next command on the other was refused, ${after.status} ${after.json.code}`
}

async function revokeAll(
  server: ServerProcess,
  token: string,
  grants: readonly { readonly id: string }[],
): Promise<{ revoked: number; ms: number }> {
  const begun = performance.now()
  for (const { id } of grants) {
    await mustAsk(server, {
      token,
      path: `/api/grants/${id}/revoke`,
      body: { reason: 'taken back to see that it is' },
    })
  }
  return { revoked: grants.length, ms: performance.now() - begun }
}

async function draftWhistle(server: ServerProcess, token: string): Promise<string> {
  const title = 'a whistle that may not be blown'
  const opened = await mustAsk(server, {
    token,
    path: '/api/cases',
    body: { title, problemType: '07-01', point: POINT },
  })
  const body = {
    caseId: opened.id,
    kind: 'emergency',
    drill: false,
    title,
    facts: 'facts',
    tried: 'tried',
    lacking: 'lacking',
    problemType: '07-01',
    place: { point: POINT, text: 'a place' },
    assembly: { at: new Date(Date.now() + 3_600_000).toISOString(), place: 'there' },
    asks: [{ department: '110000-power', role: 'lead', text: 'come' }],
  }
  const { id = '' } = await mustAsk(server, { token, path: '/api/whistles', body })
  return id
}
