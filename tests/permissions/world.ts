// The small world in which permissions are tried: real matters of five callers in two districts.

import type { StoryCast } from '../../apps/server/src/features/demo-city/cast.ts'
import {
  jinhaihuCast,
  rainstormCasts,
  wangfujingCast,
} from '../../apps/server/src/features/demo-city/casts.ts'
import type { CastMember, Stage } from '../stories/play/stage.ts'
import { openStage } from '../stories/play/stage.ts'
import { draft, type WhistlePlay } from '../stories/play/whistle-play.ts'
import { pictureOf } from './picture.ts'

/** What belongs to one caller; addresses and bodies of requests are filled from it. */
export interface Matter {
  /** Words that stand in its texts and in nobody else's: to see where they come out. */
  readonly planted: string
  readonly district: string
  readonly caller: string
  /** The organisation of the directory behind the caller; a post is none. */
  readonly organisation: string
  readonly office: string
  readonly whistle: string
  readonly department: string
  /** Another department of its district. */
  readonly second: string
  readonly officer: string
  readonly officeOfOfficer: string
  /** Persons: of the caller's first office, and at the head of the department. */
  readonly secretary: string
  readonly head: string
  readonly caseId: string
  /** Of a resident whose name and telephone number are planted. */
  readonly report: string
  /** That the resident gave with it. */
  readonly photo: string
  /** Ended, graded and open to appeal. */
  readonly ended: string
  readonly supervision: string
  /** To the duty desk of the department that leads. */
  readonly message: string
  readonly post: string
  readonly grant: string
  readonly area: string
  readonly point: readonly [number, number]
  readonly tokenId: string
  /** Of the caller's first office. */
  readonly account: string
  /** Evidence of the department, by its digest. */
  readonly file: string
}

export const MATTERS = ['town', 'neighbour', 'dongcheng', 'wangfujing', 'post'] as const
export type MatterName = (typeof MATTERS)[number] | 'nowhere'

export interface World {
  readonly stage: Stage
  readonly administrator: string
  readonly matters: Readonly<Record<MatterName, Matter>>
}

/** Of another city: well-formed everywhere, and unknown to this installation. */
export const NOWHERE: Matter = {
  planted: 'nowhere-planted',
  district: '310101',
  caller: '310101001',
  organisation: '310101001',
  office: '310101001.secretary',
  whistle: 'w-310101-000000000001',
  department: '310101-water',
  second: '310101-housing',
  officer: 'p-310101-000001',
  officeOfOfficer: '310101-water.officer',
  secretary: 'p-310101-000002',
  head: 'p-310101-000003',
  caseId: 'c-310101-000000000001',
  report: 'r-310101-1',
  photo: 'ph-310101-00000000000000000000000000000000',
  ended: 'w-310101-000000000002',
  supervision: 'w-310101-000000000001.310101-water.1',
  message: 'w-310101-000000000001.0123456789abcdef',
  post: '310101-some-post',
  grant: 'g-310101001.secretary.lead',
  area: '310101001',
  point: [121.4737, 31.2304],
  tokenId: 'AAAAAAAAAAAA',
  account: 'a-310101-1',
  file: '0'.repeat(64),
}

interface Plan {
  readonly name: Exclude<MatterName, 'nowhere'>
  readonly cast: StoryCast
  readonly departments: readonly string[]
  readonly area: string
  /** A command post calls instead of the organisation of the cast. */
  readonly byPost?: boolean
}

function plansOf(stage: Stage): readonly Plan[] {
  const rain = rainstormCasts(stage.city)
  const subdistrict = (id: string) => {
    const found = rain.find(({ caller }) => caller.organisation.id === id)
    if (found === undefined) throw new Error(`no cast for ${id}`)
    return found
  }
  const town = jinhaihuCast(stage.city)
  return [
    {
      name: 'town',
      cast: town,
      departments: ['110117-planning', '110117-water'],
      area: '110117006',
    },
    {
      name: 'neighbour',
      cast: subdistrict('110117101'),
      departments: ['110117-housing', '110117-fire'],
      area: '110117101',
    },
    {
      name: 'dongcheng',
      cast: subdistrict('110101001'),
      departments: ['110101-water', '110101-housing'],
      area: '110101001',
    },
    {
      name: 'wangfujing',
      cast: wangfujingCast(stage.city),
      departments: ['110101-enforcement', '110101-police'],
      area: '110101-wangfujing',
    },
    {
      name: 'post',
      cast: town,
      departments: ['110117-ecology', '110117-market'],
      area: '110117006',
      byPost: true,
    },
  ]
}

export async function makeWorld(url: string, output: string): Promise<World> {
  const stage = await openStage(url)
  const administrator = /administrator .*\b(mus_\S+)/.exec(output)?.[1] ?? ''
  const matters: Partial<Record<MatterName, Matter>> = { nowhere: NOWHERE }
  for (const plan of plansOf(stage)) {
    matters[plan.name] = await makeMatter({ stage, administrator }, plan)
  }
  return { stage, administrator, matters: matters as Record<MatterName, Matter> }
}

async function messageTo(stage: Stage, play: WhistlePlay, department: string): Promise<string> {
  const { items } = await stage.call<{
    items: { id: string; department?: string; act: string; person: string }[]
  }>(play.commander, 'listPagesOfWhistle', { id: play.id })
  const found = items.find(one => one.act === 'call' && one.department === department)
  if (found === undefined) throw new Error(`nobody of ${department} was told`)
  return found.id
}

interface Parts {
  readonly stage: Stage
  readonly administrator: string
}

async function makeMatter({ stage, administrator }: Parts, plan: Plan): Promise<Matter> {
  const { cast, departments, name } = plan
  const { district } = cast
  const planted = `planted-${name}-words`
  const post = await openPost({ stage, administrator }, plan)
  const by = plan.byPost === true ? commanderOfPost(stage) : cast.caller.head
  const blow = async (called: readonly string[]) => {
    const [lead = ''] = called
    const asks = called.map((department, at) =>
      askOf(stage, department, at === 0 ? 'lead' : 'assist'),
    )
    const play = await draft(
      stage,
      { ...cast, asks },
      {
        by,
        kind: 'emergency',
        ...(plan.byPost === true ? { caller: post } : {}),
        texts: { facts: `${planted} facts`, tried: `${planted} tried` },
      },
    )
    await play.submit()
    // Whoever has signed already is not called any more.
    await stage.advance(0)
    await play.sign(lead)
    await play.setOut(lead)
    return play
  }
  const [lead = '', second = ''] = departments
  const ended = await blow([lead])
  await end(ended, lead)
  const play = await blow([lead, second])
  const report = `report-${name}`
  await stage.call(by, 'addReport', {
    id: play.caseId,
    body: {
      id: report,
      source: 'resident',
      text: `${planted} report`,
      reporter: { name: `${planted} 例住户`, phone: '+99900004321' },
    },
  })
  const coordination = stage.member(`${district}-coord.head`)
  const ordered = await stage.call<{ id: string }>(coordination, 'orderSupervision', {
    body: { whistle: play.id, department: lead, reason: `${planted} order` },
  })
  const keeper = stage.client.as(administrator)
  const office = `${cast.caller.organisation.id}.lane-chief`
  const { id: grant } = await keeper.call<{ id: string }>('giveGrant', {
    body: {
      office,
      power: 'assess',
      departments: [lead],
      area: plan.area,
      instrument: '授权书（虚构示例）',
    },
  })
  const person = `p-${district}-account-${name}`
  const words = { zh: '例账号', en: 'Example' }
  await keeper.call('enterPerson', {
    body: { id: person, organisation: cast.caller.organisation.id, name: words, invented: true },
  })
  const { id: tokenId } = await keeper.call<{ id: string }>('issueToken', {
    body: {
      person,
      office,
      organisation: cast.caller.organisation.id,
      district,
      kind: 'person',
      scopes: [],
      label: 'permission test',
      lasts: 'P1D',
    },
  })
  const { account } = await keeper.call<{ account: { id: string } }>('createAccount', {
    body: { person, loginName: `account-${name}` },
  })
  const file = await keepEvidence(play, lead, name)
  return {
    planted,
    district,
    organisation: cast.caller.organisation.id,
    caller: plan.byPost === true ? post : cast.caller.organisation.id,
    office: cast.caller.head.office,
    whistle: play.id,
    department: lead,
    second,
    officer: play.officer(lead).person,
    officeOfOfficer: `${lead}.officer`,
    secretary: cast.caller.head.person,
    head: stage.member(`${lead}.head`).person,
    caseId: play.caseId,
    report,
    photo: await givePhoto(play, report, name),
    ended: ended.id,
    supervision: ordered.id,
    message: await messageTo(stage, play, lead),
    post,
    grant,
    area: plan.area,
    point: cast.scene.point as readonly [number, number],
    tokenId,
    account: account.id,
    file,
  }
}

/** Of no caller's and no department's own offices, so that it is seen what the post alone gives. */
export function commanderOfPost(stage: Stage): CastMember {
  return stage.member('110117-development.head')
}

const POST_POWERS = ['lead', 'summon', 'approve', 'command', 'veto', 'grade']

async function openPost({ stage, administrator }: Parts, plan: Plan): Promise<string> {
  const { cast, departments, area, name } = plan
  const by = cast.caller.head
  const keeper = stage.client.as(administrator)
  for (const power of name === 'post' ? POST_POWERS : []) {
    const { office } = commanderOfPost(stage)
    const instrument = '指挥部成立通知（虚构示例）'
    await keeper.call('giveGrant', { body: { office, power, departments, area, instrument } })
  }
  const commander = name === 'post' ? commanderOfPost(stage) : cast.caller.deputy
  const { id } = await stage.call<{ id: string }>(by, 'openCommandPost', {
    body: {
      name: { zh: `${name} 指挥部`, en: `${name} post` },
      commander,
      members: departments.map(department => ({
        department,
        head: stage.member(`${department}.head`).person,
      })),
      area,
      until: '2017-05-14T00:00:00+08:00',
      instrument: 'planted post',
    },
  })
  return id
}

async function keepEvidence(play: WhistlePlay, lead: string, name: string): Promise<string> {
  const { stage } = play
  const officer = play.officer(lead)
  const { token } = await stage.as(officer)
  const picture = pictureOf(name.length * 1000 + name.charCodeAt(0))
  const answer = await fetch(new URL('/api/files', stage.client.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(picture),
  })
  const { sha256 } = (await answer.json()) as { sha256: string }
  const body = { evidence: `photo-${name}`, sha256, mediaType: 'image/png', bytes: picture.length }
  await play.act(officer, 'attachEvidence', { department: lead, body })
  return sha256
}

/** As a resident does: by the number and the code that the desk hands out. */
async function givePhoto(play: WhistlePlay, report: string, name: string): Promise<string> {
  const { stage, caseId: id, commander } = play
  const of = { id, report }
  const { number, code } = await stage.call<{ number: string; code: string }>(
    commander,
    'issueFollowCode',
    of,
  )
  const picture = pictureOf(name.length * 2000 + name.charCodeAt(0))
  await fetch(new URL(`/api/public/reports/${number}/photos`, stage.client.url), {
    method: 'POST',
    headers: { 'follow-code': code, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(picture),
  })
  const { items } = await stage.call<{ items: { id: string }[] }>(commander, 'listCasePhotos', {
    id,
  })
  return items[0]?.id ?? ''
}

function askOf(stage: Stage, department: string, role: 'lead' | 'assist') {
  return {
    department,
    role,
    text: { zh: '到场处置', en: 'Come and deal with it' },
    legalItems: ['部门职责'],
    head: stage.member(`${department}.head`),
    duty: stage.member(`${department}.duty`),
    officers: [0, 1].map(at => stage.member(`${department}.officer`, at)),
  }
}

async function end(play: WhistlePlay, lead: string): Promise<void> {
  await play.arrive(lead)
  await play.measure(lead)
  await play.claimDone(lead)
  await play.signBlocks([lead])
  await play.release(lead)
  await play.command('resolveWhistle', { body: { result: '已处置' } })
  await play.command('acceptWhistle')
  const body = { verdict: 'upheld', reason: '属实' }
  await play.act(play.cast.caller.director, 'reviewWhistle', { body })
  await play.command('closeWhistle')
}
