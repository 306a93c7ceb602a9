// The read row of a page: a pure function of its state.
import {
  ARRIVED,
  type Attempt,
  currentAttempts,
  mayBeBundled,
  nextPageDue,
  type Page,
  type PageState,
  wasSeen,
} from '@muster/domain'
import type { Json, ReadRow, StreamKey } from '../../platform/event-store/types.ts'

/** Of ways that are used at once, one that arrived; else one that may still. */
function tellingOf(current: readonly Attempt[]): Attempt | undefined {
  return (
    current.find(({ status }) => ARRIVED.has(status)) ??
    current.find(({ status }) => status !== 'failed') ??
    current.at(-1)
  )
}

function lastValues(page: Page): Readonly<Record<string, Json>> {
  const current = currentAttempts(page)
  const last = tellingOf(current)
  const isReady = page.status === 'open' && current.some(({ status }) => status === 'ready')
  return {
    channel: (last && page.order.steps[last.step]?.channel) ?? null,
    attempts: page.attempts.length,
    attempt_status: last?.status ?? null,
    reason: last?.reason ?? null,
    last_at: last?.at ?? page.openedAt,
    next_at: nextPageDue(page) ?? null,
    repeats: page.repeats,
    bundles: isReady && mayBeBundled(page),
  }
}

export function pageRows({ district, id }: StreamKey, page: PageState): readonly ReadRow[] {
  if (page.status === 'none') return []
  const { order } = page
  return [
    {
      table: 'pages',
      key: { district, id },
      values: {
        whistle_id: order.whistle ?? null,
        broadcast_id: order.broadcast ?? null,
        department: order.department ?? null,
        round: order.round ?? null,
        organisation: order.organisation,
        person: order.person,
        layer: order.layer ?? null,
        act: order.act,
        status: page.status,
        because: page.settled ?? null,
        due_at: order.dueAt ?? null,
        opened_at: page.openedAt,
        gap: order.gap,
        emergency: order.emergency,
        drill: order.drill,
        seen: wasSeen(page),
        ...lastValues(page),
      },
    },
  ]
}
