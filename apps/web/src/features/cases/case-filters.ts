// Which cases are asked for, as it stands in the address. Pure.
import type { Filters } from '../../desk-ui/tables/address.ts'

export const FILTERS = ['show', 'status', 'order', 'type'] as const
export type CaseFilters = Filters<(typeof FILTERS)[number]>

export const SHOWN = ['all', 'residents', 'word', 'photo'] as const
export type Shown = (typeof SHOWN)[number]

export const STATUSES = ['open', 'closed', 'any', 'merged'] as const
export type CaseStatus = (typeof STATUSES)[number]

export const ORDERS = ['newest', 'oldest', 'recheck_due'] as const
export type Order = (typeof ORDERS)[number]

interface CaseQuery {
  readonly status: string
  readonly sort: Order
  readonly residents?: 'true'
  readonly waiting?: 'word' | 'photo'
  readonly problemType?: string
}

function oneOf<T extends string>(all: readonly T[], text: string | undefined): T | undefined {
  return all.find(one => one === text)
}

export interface Chosen {
  readonly show: Shown
  readonly status: CaseStatus
  readonly order: Order
}

/** Open ones, unless something waits: words and photos come after the close too. */
export function chosenBy({ show, status, order }: CaseFilters): Chosen {
  const shown = oneOf(SHOWN, show) ?? 'all'
  const isWaiting = shown === 'word' || shown === 'photo'
  return {
    show: shown,
    status: oneOf(STATUSES, status) ?? (isWaiting ? 'any' : 'open'),
    order: oneOf(ORDERS, order) ?? 'newest',
  }
}

export function queryOf(filters: CaseFilters): CaseQuery {
  const { show, status, order } = chosenBy(filters)
  return {
    status: status === 'any' ? 'open,closed' : status,
    sort: order,
    ...(show === 'residents' ? { residents: 'true' as const } : {}),
    ...(show === 'word' || show === 'photo' ? { waiting: show } : {}),
    ...(filters.type === undefined ? {} : { problemType: filters.type }),
  }
}
