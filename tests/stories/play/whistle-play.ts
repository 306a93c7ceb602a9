// One whistle as its people play it: each act is one request of one person.

import { createHash } from 'node:crypto'
import type { shapes, whistleViews } from '@muster/contract'
import type { z } from 'zod'
import type {
  CastAsk,
  CastMember,
  StoryCast,
} from '../../../apps/server/src/features/demo-city/cast.ts'
import type { Input } from '../../client/client.ts'
import { MINUTE, type Stage, toRfc3339 } from './stage.ts'

export type Receipt = z.input<typeof shapes.receipt>
export type Whistle = z.input<typeof whistleViews.whistle>
export type Summons = z.input<typeof whistleViews.summons>
export type Timeline = z.input<typeof whistleViews.timeline>
export type Language = 'zh' | 'en'

export const BLOCKS = ['problem_dealt_with', 'evidence_fixed', 'follow_up_owner_named', 'site_safe']

export interface DraftOptions {
  /** Who writes it, and so holds command. */
  readonly by: CastMember
  readonly caseId?: string
  /** A command post. */
  readonly caller?: string
  readonly kind?: string
  readonly asks?: readonly CastAsk[]
  readonly deputy?: string
  /** Rehearsed. */
  readonly drill?: boolean
  readonly point?: readonly [number, number]
  readonly texts?: Partial<Record<'title' | 'facts' | 'tried' | 'lacking' | 'place', string>>
}

/** What somebody can show who says to be there. */
export interface ArrivalOptions {
  /** At the scene unless told otherwise; false shows none. */
  readonly point?: readonly [number, number] | false
  /** The code on show, unless another one or none is given. */
  readonly code?: string | false
  readonly photo?: string
  /** Recorded then without network. */
  readonly offlineAt?: number
  readonly accuracyMetres?: number
}

export async function openCase(
  stage: Stage,
  cast: StoryCast,
  by: CastMember,
  title = stage.text(cast.title),
): Promise<string> {
  const { id } = await stage.call<Receipt>(by, 'openCase', {
    body: {
      title,
      problemType: cast.problemType,
      point: { type: 'Point', coordinates: cast.scene.point },
      report: {
        source: 'resident',
        text: stage.say(`${cast.title.zh}，居民来电反映`, `A resident called: ${cast.title.en}`),
      },
    },
  })
  return id
}

/** Writes the whistle; nobody is called yet. */
export async function draft(
  stage: Stage,
  cast: StoryCast,
  options: DraftOptions,
): Promise<WhistlePlay> {
  const { by, kind = cast.kind, asks = cast.asks, caller, deputy, drill, texts = {} } = options
  const caseId = options.caseId ?? (await openCase(stage, cast, by))
  const now = await stage.now()
  const point = { type: 'Point', coordinates: options.point ?? cast.scene.point }
  const { id } = await stage.call<Receipt>(by, 'draftWhistle', {
    body: {
      caseId,
      kind,
      ...(caller === undefined ? {} : { caller }),
      ...(deputy === undefined ? {} : { deputy }),
      ...(drill === undefined ? {} : { drill }),
      title: texts.title ?? stage.text(cast.title),
      facts: texts.facts ?? `${stage.text(cast.scene.text)}: ${stage.text(cast.title)}`,
      tried: texts.tried ?? stage.say('已到场劝阻，无效', 'Talked to them on the spot, in vain'),
      lacking: texts.lacking ?? stage.say('没有执法权', 'No power to enforce'),
      problemType: cast.problemType,
      place: { point, text: texts.place ?? stage.text(cast.scene.text) },
      assembly: { at: toRfc3339(now + 30 * MINUTE), place: stage.text(cast.scene.text) },
      asks: asks.map(ask => toAsk(stage, ask)),
    },
  })
  return new WhistlePlay({ stage, cast, id, caseId, commander: by })
}

export function toAsk(stage: Stage, { department, role, text, legalItems, after }: CastAsk) {
  return { department, role, text: stage.text(text), legalItems, ...(after && { after }) }
}

interface PlayParts {
  readonly stage: Stage
  readonly cast: StoryCast
  readonly id: string
  readonly caseId: string
  readonly commander: CastMember
}

export class WhistlePlay {
  readonly stage: Stage
  readonly cast: StoryCast
  readonly id: string
  readonly caseId: string
  /** Whoever is in command now acts for the scene. */
  commander: CastMember

  constructor({ stage, cast, id, caseId, commander }: PlayParts) {
    this.stage = stage
    this.cast = cast
    this.id = id
    this.caseId = caseId
    this.commander = commander
  }

  /** The cast of one department, also of one that was called in later. */
  of(
    department: string,
  ): Pick<CastAsk, 'department' | 'head' | 'duty' | 'officers' | 'legalItems'> {
    const asked = this.cast.asks.find(ask => ask.department === department)
    if (asked) return asked
    const { member } = this.stage
    return {
      department,
      head: member(`${department}.head`),
      duty: member(`${department}.duty`),
      officers: [0, 1].map(at => member(`${department}.officer`, at)),
      legalItems: [],
    }
  }

  officer(department: string, position = 0): CastMember {
    const found = this.of(department).officers[position]
    if (found === undefined) throw new Error(`${department} has no officer ${position}`)
    return found
  }

  act(by: CastMember, operationId: string, input: Input = {}): Promise<Receipt> {
    return this.stage.call<Receipt>(by, operationId, { id: this.id, ...input })
  }

  command(operationId: string, input: Input = {}): Promise<Receipt> {
    return this.act(this.commander, operationId, input)
  }

  submit(): Promise<Receipt> {
    return this.command('submitWhistle')
  }

  sign(department: string): Promise<Receipt> {
    return this.act(this.of(department).duty, 'signSummons', { department })
  }

  setOut(department: string, who = this.officer(department)): Promise<Receipt> {
    return this.act(who, 'setOut', { department })
  }

  /** Nobody stands on the very spot: some tens of metres around it, each department its own. */
  near(department: string): readonly [number, number] {
    const [lng, lat] = this.cast.scene.point
    const turn = this.cast.asks.findIndex(ask => ask.department === department) + 1
    const far = 0.0001 + 0.00003 * turn
    return [lng + far * Math.cos(turn), lat + far * Math.sin(turn)]
  }

  async code(): Promise<string> {
    const { code } = await this.stage.call<{ code: string }>(this.commander, 'getSceneCode', {
      id: this.id,
    })
    return code
  }

  async arrive(
    department: string,
    who = this.officer(department),
    options: ArrivalOptions = {},
  ): Promise<Receipt> {
    const { photo, offlineAt, point = this.near(department), accuracyMetres = 12 } = options
    const takenAt = toRfc3339(offlineAt ?? (await this.stage.now()))
    const sceneCode = options.code ?? (await this.code())
    if (photo !== undefined) await this.attach(department, photo, who)
    return this.act(who, 'reportArrival', {
      department,
      body: {
        ...(offlineAt === undefined ? {} : { offline: true, claimedAt: takenAt }),
        ...(point === false
          ? {}
          : {
              position: {
                point: { type: 'Point', coordinates: point },
                accuracyMetres,
                takenAt,
              },
            }),
        ...(sceneCode === false ? {} : { sceneCode }),
        ...(photo === undefined ? {} : { photo }),
      },
    })
  }

  /** The hash of a photo; the file itself is kept apart. */
  attach(department: string, evidence: string, who = this.officer(department)): Promise<Receipt> {
    const sha256 = createHash('sha256').update(evidence).digest('hex')
    const body = { evidence, sha256, mediaType: 'image/jpeg', bytes: 482_113 }
    return this.act(who, 'attachEvidence', { department, body })
  }

  propose(department: string): Promise<Receipt> {
    const body = { plan: this.stage.say('按职责分工处置', 'Act by our own duty') }
    return this.act(this.officer(department), 'proposeMeasures', { department, body })
  }

  measure(department: string, measureType = 'stop', who = this.officer(department)) {
    const legalItem = this.of(department).legalItems[0] ?? '部门职责'
    const body = { measureType, legalItem, text: this.stage.say('已依法处置', 'Done by law') }
    return this.act(who, 'takeMeasure', { department, body })
  }

  claimDone(department: string, who = this.officer(department)): Promise<Receipt> {
    return this.act(who, 'claimDone', {
      department,
      body: { result: this.stage.say('本部门任务已完成', 'Our part is done') },
    })
  }

  async signBlocks(departments: readonly string[]): Promise<void> {
    for (const block of BLOCKS)
      await this.command('signReleaseBlock', { body: { block, departments } })
  }

  release(department: string): Promise<Receipt> {
    return this.command('releaseSummons', { department })
  }

  view(by = this.commander): Promise<Whistle> {
    return this.stage.call<Whistle>(by, 'getWhistle', { id: this.id })
  }

  async summons(department: string): Promise<Summons> {
    return this.stage.call<Summons>(this.commander, 'getSummons', { id: this.id, department })
  }

  timeline(by = this.commander, language: Language = 'zh'): Promise<Timeline> {
    const headers = { 'Accept-Language': language === 'zh' ? 'zh-CN' : 'en' }
    return this.stage.call<Timeline>(by, 'getTimeline', { id: this.id, headers })
  }

  /** Names of the events, in order. */
  async events(by = this.commander): Promise<readonly string[]> {
    const { items } = await this.timeline(by)
    return items.map(item => item.type)
  }
}
