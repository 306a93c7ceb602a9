// Heavy acts have a limit of their own: with one in a minute, the second of each is refused and no other act is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operationsOf } from '../client/document.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { openStage, type Stage } from '../stories/play/stage.ts'
import { isTried } from './ask.ts'

/** By hand: what transfers power, opens what is sealed, takes much out or in at once, or costs much to answer. */
const HEAVY: readonly string[] = [
  // Rulings
  'ruleReturn',
  'decideAppeal',
  'decideProposal',
  // Powers
  'giveGrant',
  'narrowGrant',
  'suspendGrant',
  'resumeGrant',
  'revokeGrant',
  'delegateGrant',
  'endDelegation',
  // What is sealed
  'unsealReporter',
  // Organisation, people and rules
  'foundOrganisation',
  'changeOrganisation',
  'endOrganisation',
  'openOffice',
  'changeOffice',
  'closeOffice',
  'enterPerson',
  'changePerson',
  'appointPerson',
  'endAppointment',
  'drawArea',
  'changeArea',
  'endArea',
  'publishKind',
  'publishNotice',
  'publishEntry',
  'endEntry',
  'setRetention',
  // Tables and files
  'importDirectory',
  'importTables',
  'exportTables',
  'importDutyTable',
  'exportDutyTable',
  'keepFile',
  'beginUpload',
  'exportDrillReport',
  'exportAudit',
  'printSheet',
  // Who watches the server from outside
  'createCanary',
  'endCanary',
  'createMonitor',
  'endMonitor',
  // Tokens, accounts and systems that are told
  'issueToken',
  'revokeToken',
  'createAccount',
  'inviteAgain',
  'disableAccount',
  'enableAccount',
  'resetSecondFactor',
  'setAdministrator',
  'linkIdentity',
  'createWebhook',
  'rotateWebhookSecret',
  'endWebhook',
  'replayWebhook',
  'replayWebhookDelivery',
  // Passwords cost the server much to compare
  'stepUp',
  'changePassword',
]

/** Ends the session it is asked by. */
const ENDING = 'logOut'

describe('heavy acts', () => {
  let server: DemoServer
  let stage: Stage

  beforeAll(async () => {
    server = await startDemoServer({
      settings: {
        MUSTER_RATE_LIMITS: 'account=1000000, address=1000000, stranger=1000000, heavy=1',
      },
    })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  async function cookieOf(loginName: string): Promise<Record<string, string>> {
    const password = /密码 password\s+(\S+)/.exec(server.output())?.[1]
    const answer = await fetch(`${server.url}/api/public/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginName, password }),
    })
    const cookie = /muster-session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
    return { cookie, origin: server.url }
  }

  it('are these and no others, whoever may do them', { timeout: 120_000 }, async () => {
    const people = stage.city.people.flatMap(({ id, offices }) =>
      offices.slice(0, 1).map(office => ({ person: id, office })),
    )
    const operations = operationsOf(stage.client.document).filter(
      one => isTried(one) && one.path.startsWith('/api/') && !one.path.startsWith('/api/public/'),
    )
    expect(people.length).toBeGreaterThan(operations.length)
    const refused: string[] = []
    for (const [at, { operationId, method, path }] of operations.entries()) {
      const who = people[at]
      if (who === undefined || operationId === ENDING) continue
      const { token } = await stage.as(who)
      const ask = async (headers: Record<string, string>) => {
        const url = server.url + path.replace(/\{\w+\}/g, 'x')
        const answer = await fetch(url, {
          method: method.toUpperCase(),
          headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `h${at}` },
          ...(method === 'get' ? {} : { body: '{}' }),
        })
        await answer.arrayBuffer()
        return answer
      }
      const bearer = { authorization: `Bearer ${token}` }
      const isOfSession = (await ask(bearer)).status === 401
      const headers = isOfSession ? await cookieOf(who.person) : bearer
      if (isOfSession) await ask(headers)
      const second = await ask(headers)
      if (second.status === 429) {
        refused.push(operationId)
        expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
      }
    }
    expect(refused.sort()).toEqual([...HEAVY].sort())
  })
})
