// A toy kind of stream for the tests of the platform: an account with a balance, entries and timers.

import type { Queryable } from '../db/db.ts'
import type { Command, JsonObject, Once, StreamKey, StreamType } from './types.ts'

export type AccountEvent =
  | { readonly type: 'Deposited'; readonly amount: number; readonly note?: string }
  | { readonly type: 'EntryListed'; readonly entry: string; readonly amount: number }
  | { readonly type: 'EntryStruck'; readonly entry: string }
  | { readonly type: 'TimerSet'; readonly timer: string; readonly dueAt: number }
  | { readonly type: 'TimerRang'; readonly timer: string }

export interface Account {
  readonly balance: number
  readonly entries: Readonly<Record<string, number>>
  readonly timers: Readonly<Record<string, number>>
  readonly rings: number
}

const known = new Set(['Deposited', 'EntryListed', 'EntryStruck', 'TimerSet', 'TimerRang'])

export const accountType: StreamType<Account, AccountEvent> = {
  kind: 'account',
  initial: { balance: 0, entries: {}, timers: {}, rings: 0 },
  tables: [
    { table: 'toy_accounts', streamId: 'account_id' },
    { table: 'toy_entries', streamId: 'account_id' },
  ],
  evolve(account, event) {
    switch (event.type) {
      case 'Deposited':
        return { ...account, balance: account.balance + event.amount }
      case 'EntryListed':
        return { ...account, entries: { ...account.entries, [event.entry]: event.amount } }
      case 'EntryStruck':
        return { ...account, entries: without(account.entries, event.entry) }
      case 'TimerSet':
        return { ...account, timers: { ...account.timers, [event.timer]: event.dueAt } }
      case 'TimerRang':
        return {
          ...account,
          rings: account.rings + 1,
          timers: without(account.timers, event.timer),
        }
    }
  },
  upcast(type, data: JsonObject) {
    if (!known.has(type)) throw new Error(`unknown event type ${type}`)
    return { ...data, type } as unknown as AccountEvent
  },
  rowsOf: ({ district, id }, { balance, entries, timers, rings }) => [
    {
      table: 'toy_accounts',
      key: { district, account_id: id },
      values: {
        balance,
        rings,
        next_due_at: Math.min(...Object.values(timers), Number.MAX_SAFE_INTEGER),
        tags: { entries: Object.keys(entries).length },
      },
    },
    ...Object.entries(entries).map(([entry, amount]) => ({
      table: 'toy_entries',
      key: { district, account_id: id, entry },
      values: { amount },
    })),
  ],
  deadlinesOf: (_, { timers }) =>
    Object.entries(timers).map(([timer, dueAt]) => ({ key: timer, kind: 'ring', dueAt })),
}

function without(record: Readonly<Record<string, number>>, key: string) {
  const { [key]: _, ...rest } = record
  return rest
}

export async function createToyTables(db: Queryable): Promise<void> {
  await db.query(`create table toy_accounts (
    district text not null, account_id text not null,
    balance bigint not null check (balance >= 0), rings integer not null,
    next_due_at bigint not null, tags jsonb not null,
    primary key (district, account_id))`)
  await db.query(`create table toy_entries (
    district text not null, account_id text not null, entry text not null,
    amount double precision not null,
    primary key (district, account_id, entry))`)
}

export function account(id: string, district = '110101'): StreamKey {
  return { district, kind: 'account', id }
}

/** A command that does what it is told, and answers with the balance before. */
export function record(
  stream: StreamKey,
  events: readonly AccountEvent[],
  more: Partial<Command<unknown>> & { once?: Once } = {},
): Command<unknown> {
  return {
    name: 'Record',
    streams: [stream],
    decide: view => ({
      ok: true,
      writes: [{ stream, events }],
      answer: { before: view.state<Account>(stream).balance },
    }),
    ...more,
  }
}

export function deposit(id: string, amount: number, once?: Once): Command<unknown> {
  const stream = account(id)
  return record(stream, [{ type: 'Deposited', amount }], once ? { once } : {})
}

/** What a timer's command does: rings once, and is refused when the timer is gone. */
export function ring(stream: StreamKey, timer: string): Command<unknown> {
  return {
    name: 'Ring',
    streams: [stream],
    decide: view =>
      timer in view.state<Account>(stream).timers
        ? {
            ok: true,
            writes: [{ stream, events: [{ type: 'TimerRang', timer }] as const }],
            answer: null,
          }
        : { ok: false, refusal: { code: 'no_such_timer' } },
  }
}
