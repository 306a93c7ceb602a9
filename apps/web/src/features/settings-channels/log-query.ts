// The delivery log's filters, as they stand in the address and as the API takes them. Pure.
import { BROADCAST_ACTS, PAGE_ACTS } from '@muster/domain'
import type { paths } from '../../api/schema.ts'
import type { Filters } from '../../desk-ui/tables/address.ts'

export const LOG_FILTERS = ['status', 'channel', 'act', 'drill', 'gap', 'whistle'] as const
export type LogFilters = Filters<(typeof LOG_FILTERS)[number]>

export type LogQuery = NonNullable<paths['/api/notifications']['get']['parameters']['query']>

export const STATUSES = ['open', 'settled', 'failed'] as const

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined =>
  all.find(one => one === value)

/** What nobody could have chosen is left out, so that an old address still opens. */
export function toQuery({ status, channel, act, drill, gap, whistle }: LogFilters): LogQuery {
  const asked = {
    status: oneOf(STATUSES, status),
    channel: /^[a-z_]{1,20}$/.test(channel ?? '') ? channel : undefined,
    act: oneOf([...PAGE_ACTS, ...BROADCAST_ACTS], act),
    drill: oneOf(['true', 'false'] as const, drill),
    gap: oneOf(['true'] as const, gap),
    whistle: /^[A-Za-z0-9][A-Za-z0-9._-]{0,98}$/.test(whistle ?? '') ? whistle : undefined,
  }
  return Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  ) as LogQuery
}
