// Who tries: one actor of each role, and whose matters are its own, its neighbours' and strangers'.
import { setTimeout } from 'node:timers/promises'
import type { Caller } from '../client/client.ts'
import { commanderOfPost, type MatterName, type World } from './world.ts'

export const ROLES = [
  'integration',
  'officer',
  'departmentDesk',
  'departmentHead',
  'subdistrictDesk',
  'subdistrictLeader',
  'postCommander',
  'areaCommittee',
  'districtCoordination',
  'cityCoordination',
  'auditor',
  'administrator',
  'elsewhere',
  'stranger',
  'expired',
  'revoked',
] as const
export type Role = (typeof ROLES)[number]

/** In the order of a cell: own, same district, other district, other city. */
export const REACHES = ['own', 'sameDistrict', 'otherDistrict', 'otherCity'] as const
export type Reach = (typeof REACHES)[number]

const OF_PINGGU: readonly MatterName[] = ['town', 'neighbour', 'dongcheng', 'nowhere']

const MATTERS_OF: Readonly<Partial<Record<Role, readonly MatterName[]>>> = {
  areaCommittee: ['wangfujing', 'dongcheng', 'town', 'nowhere'],
  postCommander: ['post', 'neighbour', 'dongcheng', 'nowhere'],
}

export function matterOf(role: Role, reach: Reach): MatterName {
  return (MATTERS_OF[role] ?? OF_PINGGU)[REACHES.indexOf(reach)] ?? 'nowhere'
}

/** How somebody shows who they are: what stands in the headers of each request. */
export type Proof = Readonly<Record<string, string>>
export type Proofs = Readonly<Partial<Record<Role, Proof>>>

export function proofsByTokens(tokens: Readonly<Record<Role, string | undefined>>): Proofs {
  const proofOf = (token: string | undefined) =>
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  return Object.fromEntries(ROLES.map(role => [role, proofOf(tokens[role])]))
}

const OFFICES: Readonly<Partial<Record<Role, string>>> = {
  officer: '110117-planning.officer',
  departmentDesk: '110117-planning.duty',
  departmentHead: '110117-planning.head',
  subdistrictDesk: '110117006.duty',
  subdistrictLeader: '110117006.secretary',
  areaCommittee: '110101-wangfujing.secretary',
  districtCoordination: '110117-coord.head',
  cityCoordination: '110000-coord.head',
  auditor: '110117-coord.auditor',
}

/** Every scope; tokens are made as strong as they can be, so that powers alone decide. */
const ALL = [
  'read',
  'report',
  'blow',
  'attend',
  'command',
  'release',
  'veto',
  'accept',
  'grade',
  'approve',
  'rule',
  'supervise',
  'audit',
  'export',
]
const OF_INTEGRATIONS = ['read', 'report', 'blow', 'attend', 'supervise', 'audit', 'export']

const PATIENCE_MS = 10_000

/** Polls: how long a token still lives is the server's to say. */
async function untilExpired(url: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const giveUpAt = Date.now() + PATIENCE_MS
  while ((await fetch(`${url}/api/me`, { headers })).status !== 401) {
    if (Date.now() > giveUpAt) throw new Error('the token does not expire')
    await setTimeout(50)
  }
}

/** Tokens are for people of the directory: somebody of another city, whose organisation deals with nobody here. */
const ELSEWHERE = {
  district: '310102',
  organisation: '310102001',
  office: '310102001.secretary',
  person: 'p-310102-000001',
}

async function settleElsewhere(keeper: Caller): Promise<typeof ELSEWHERE> {
  const { district, organisation, office, person } = ELSEWHERE
  const name = { zh: '例外街道', en: 'Elsewhere' }
  const more = { name, invented: true }
  await keeper.call('foundOrganisation', {
    body: {
      ...{ id: organisation, kind: 'station', district, territory: '110000', department: false },
      ...more,
    },
  })
  await keeper.call('openOffice', {
    body: { id: office, organisation, role: 'secretary', rank: 'officer', title: name, ...more },
  })
  await keeper.call('enterPerson', { body: { id: person, organisation, ...more } })
  await keeper.call('appointPerson', { id: person, body: { office } })
  return ELSEWHERE
}

/** The token of each role; a stranger has none. */
export async function tokensOf(world: World): Promise<Readonly<Record<Role, string | undefined>>> {
  const { stage, administrator } = world
  const keeper = stage.client.as(administrator)
  const issue = async (change: Readonly<Record<string, unknown>>) => {
    const body = {
      person: stage.member('110117006.duty').person,
      office: '110117006.duty',
      organisation: '110117006',
      district: '110117',
      kind: 'person',
      scopes: ALL,
      label: 'permission test',
      lasts: 'P1D',
      ...change,
    }
    return keeper.call<{ token: string; id: string }>('issueToken', { body })
  }
  const tokens: Partial<Record<Role, string>> = {}
  for (const [role, office] of Object.entries(OFFICES)) {
    tokens[role as Role] = (await stage.as(stage.member(office))).token ?? ''
  }
  tokens.postCommander = (await stage.as(commanderOfPost(stage))).token ?? ''
  tokens.administrator = administrator
  tokens.integration = (
    await issue({ person: 'p-hotline', kind: 'integration', scopes: OF_INTEGRATIONS })
  ).token
  tokens.elsewhere = (await issue(await settleElsewhere(keeper))).token
  tokens.expired = (await issue({ lasts: 'PT1S' })).token
  await untilExpired(stage.client.url, tokens.expired)
  const revoked = await issue({})
  await keeper.call('revokeToken', { district: '110117', id: revoked.id })
  tokens.revoked = revoked.token
  return { ...(tokens as Record<Role, string>), stranger: undefined }
}

/** One of each side, who rules, and who only looks on: sessions lead to the same actor as tokens do. */
const WITH_SESSIONS: readonly Role[] = [
  'officer',
  'subdistrictLeader',
  'districtCoordination',
  'auditor',
]

/** By a log-in with the password that the demo city prints. */
export async function sessionsOf({ stage }: World, printed: string): Promise<Proofs> {
  const password = /密码 password\s+(\S+)/.exec(printed)?.[1]
  const { url } = stage.client
  const logIn = async (office: string): Promise<Proof> => {
    const headers = { 'content-type': 'application/json', origin: url }
    const { person } = stage.member(office)
    const answer = await fetch(`${url}/api/public/log-in`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ loginName: person, password }),
    })
    const cookie = /muster-session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
    if (cookie === undefined) throw new Error(`${person} cannot log in: ${answer.status}`)
    const proof = { cookie, origin: url }
    const chosen = await fetch(`${url}/api/session/office`, {
      method: 'POST',
      headers: { ...headers, ...proof },
      body: JSON.stringify({ office }),
    })
    if (!chosen.ok) throw new Error(`${person} does not act as ${office}: ${chosen.status}`)
    return proof
  }
  const proofs: Partial<Record<Role, Proof>> = {}
  for (const role of WITH_SESSIONS) proofs[role] = await logIn(OFFICES[role] ?? '')
  return proofs
}
