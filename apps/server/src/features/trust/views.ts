// Monitors, canaries and alarms as they are shown.
import { toRfc3339, type trustBodies } from '@muster/contract'
import type { z } from 'zod'
import { ALARM_WORDS } from '../../mechanism/broadcasting/alarm-words.ts'
import { openWord } from '../../mechanism/story/words.ts'
import { some, someTime } from '../../mechanism/views.ts'
import type { AlarmRow } from './alarms.ts'
import type { CanaryRow, RunRow } from './canaries.ts'
import type { MonitorRow } from './monitors.ts'

type Shown = z.input<typeof trustBodies.status>
type Alarm = Shown['alarms'][number]
type Run = NonNullable<Shown['canaries'][number]['last']>
type Monitor = z.input<typeof trustBodies.monitorPage>['items'][number]
type Canary = z.input<typeof trustBodies.canaryPage>['items'][number]

export function viewAlarm(row: AlarmRow): Alarm {
  const { district, id, kind, source, label } = row
  return {
    district,
    id,
    kind,
    words: { zh: openWord(ALARM_WORDS, kind, 'zh'), en: openWord(ALARM_WORDS, kind, 'en') },
    source,
    label,
    raisedAt: toRfc3339(Number(row.raised_at)),
    ...someTime('clearedAt', row.cleared_at),
    ...some('broadcast', row.broadcast),
  }
}

export function viewRun(row: RunRow): Run {
  const { started_at: at, returned_at: back } = row
  return {
    at: toRfc3339(Number(at)),
    state: row.status,
    ...some('tookMs', back === null ? undefined : Number(back) - Number(at)),
    ...some('channel', row.channel),
  }
}

function stateOf(row: MonitorRow): Monitor['state'] {
  if (row.ended_at !== null) return 'ended'
  if (row.silent_since !== null) return 'silent'
  return row.heard_at === null ? 'waiting' : 'heard'
}

export function viewMonitor(row: MonitorRow): Monitor {
  return {
    id: row.id,
    district: row.district,
    label: row.label,
    everyMs: Number(row.every_ms),
    graceMs: Number(row.grace_ms),
    audience: row.audience,
    state: stateOf(row),
    ...someTime('heardAt', row.heard_at),
    ...someTime('silentSince', row.silent_since),
    createdAt: toRfc3339(Number(row.created_at)),
  }
}

export function viewCanary(row: CanaryRow, runs: readonly RunRow[]): Canary {
  return {
    id: row.id,
    district: row.district,
    label: row.label,
    everyMs: Number(row.every_ms),
    withinMs: Number(row.within_ms),
    audience: row.audience,
    ...(row.channels === null ? {} : { channels: [...row.channels] }),
    returns: row.returns,
    ended: row.ended_at !== null,
    createdAt: toRfc3339(Number(row.created_at)),
    ...(row.ended_at === null ? someTime('nextAt', row.next_at) : {}),
    runs: runs.map(viewRun),
  }
}
