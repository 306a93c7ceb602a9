// The story of the work: measures, evidence, waits, extensions, and saying that it is done.
import type { WhistleEvent } from '@muster/domain'
import type { Tellings } from './say.ts'
import { MEASURE_WORDS } from './words.ts'

export type WorkingEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'MeasuresProposed'
      | 'MeasureTaken'
      | 'WaitEnded'
      | 'EvidenceAttached'
      | 'DoneClaimed'
      | 'ExtensionRequested'
      | 'ExtensionGranted'
      | 'ExtensionRefused'
  }
>

const KILOBYTE = 1024

function size(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE))
  if (kilobytes < KILOBYTE) return `${kilobytes} KB`
  return `${(kilobytes / KILOBYTE).toFixed(1)} MB`
}

type Media = 'image' | 'video' | 'audio' | 'other'

const MEDIA_WORDS: Readonly<Record<Media, { readonly zh: string; readonly en: string }>> = {
  image: { zh: '照片', en: 'a photo' },
  video: { zh: '视频', en: 'a video' },
  audio: { zh: '录音', en: 'a recording' },
  other: { zh: '文件', en: 'a file' },
}

function media(mediaType: string): Media {
  const kind = mediaType.split('/')[0]
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'other'
}

export const working: Tellings<WorkingEvent> = {
  MeasuresProposed: {
    zh: (e, say) => `${say.department(e)}提出处置措施：${say.text(e.plan)}`,
    en: (e, say) => `${say.department(e)} proposed its measures: ${say.text(e.plan)}`,
  },
  MeasureTaken: {
    zh: (e, say) => {
      const evidence = e.evidence.length === 0 ? '' : `，附证据 ${e.evidence.length} 份`
      return `${say.department(e)}采取措施：${say.openWord(MEASURE_WORDS, e.measureType)}（依据「${e.legalItem}」）${say.text(e.text)}${evidence}`
    },
    en: (e, say) => {
      const pieces = e.evidence.length === 1 ? 'piece' : 'pieces'
      const evidence =
        e.evidence.length === 0 ? '' : `, with ${e.evidence.length} ${pieces} of evidence`
      return `${say.department(e)} took a measure: ${say.openWord(MEASURE_WORDS, e.measureType)} (under “${e.legalItem}”) ${say.text(e.text)}${evidence}`
    },
  },
  WaitEnded: {
    zh: (e, say) =>
      `${say.department(e)}不再等待${say.organisation(e.waitedFor)}；等待 ${say.lasting(e.at - e.since)}，计入${say.organisation(e.waitedFor)}`,
    en: (e, say) =>
      `${say.department(e)} waits for ${say.organisation(e.waitedFor)} no longer; ${say.lasting(e.at - e.since)} of waiting are charged to ${say.organisation(e.waitedFor)}`,
  },
  EvidenceAttached: {
    zh: (e, say) =>
      `${say.department(e)}提交证据：${MEDIA_WORDS[media(e.mediaType)].zh}（${size(e.bytes)}）`,
    en: (e, say) =>
      `${say.department(e)} attached ${MEDIA_WORDS[media(e.mediaType)].en} as evidence (${size(e.bytes)})`,
  },
  DoneClaimed: {
    zh: (e, say) => `${say.department(e)}报告完成，等待同意撤离：${say.text(e.result)}`,
    en: (e, say) =>
      `${say.department(e)} says that it is done and waits to be released: ${say.text(e.result)}`,
  },
  ExtensionRequested: {
    zh: (e, say) =>
      `${say.department(e)}申请延期至 ${say.time(e.dueAt)} 办结，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.department(e)} asked for more time, until ${say.time(e.dueAt)}: ${say.text(e.reason)}`,
  },
  ExtensionGranted: {
    zh: (e, say) =>
      `${say.actor(e.by)}同意${say.department(e)}延期至 ${say.time(e.dueAt)} 办结（原定 ${say.time(e.originalDueAt)}）`,
    en: (e, say) =>
      `${say.actor(e.by)} gave ${say.department(e)} until ${say.time(e.dueAt)} (originally ${say.time(e.originalDueAt)})`,
  },
  ExtensionRefused: {
    zh: (e, say) =>
      `${say.actor(e.by)}不同意${say.department(e)}延期，期限不变，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} refused ${say.department(e)} more time; the date stands: ${say.text(e.reason)}`,
  },
}
