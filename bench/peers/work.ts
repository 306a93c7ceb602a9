// The work that every side does for a deadline: an event and its stream's version, in one transaction. Ours also arms the next one.
import type pg from 'pg'

/** Same bytes as the event of ours; made of one that our side has written. */
export const PREPARE_WORK = `
create table fired_streams (id text primary key, version integer not null) with (fillfactor = 80);
create table fired (stream_id text not null, version integer not null, recorded_at bigint not null,
  type text not null, data jsonb not null, primary key (stream_id, version));
create function fire_work(stream text, body jsonb) returns void language plpgsql as $$
declare v integer;
begin
  update fired_streams set version = version + 1 where id = stream returning version into v;
  insert into fired values (stream, v, (extract(epoch from clock_timestamp()) * 1000)::bigint,
    'LadderClimbed', body);
end $$;`

export const DO_WORK = { name: 'work', text: 'select fire_work($1, $2::jsonb)' }

export interface PeerPlan {
  readonly databaseUrl: string
  /** One example of the event's data. */
  readonly body: string
  /** How many are due in the window. */
  readonly due: number
  /** The first is due so long after the peer is ready, each further one so much later. */
  readonly leadMs: number
  readonly stepMs: number
  /** Armed besides, due long after. */
  readonly others: number
  readonly seconds: number
}

export interface PeerReady {
  /** The moment at which the first one is due. */
  readonly firstAt: number
}

/** As long as the id of a whistle. */
export function peerStream(n: number): string {
  return `w-110117-${String(n).padStart(21, '0')}`
}

export interface Arming {
  readonly id: string
  readonly at: number
}

/** What is due long after the window. */
export function* armedLater(plan: PeerPlan): Generator<Arming> {
  const later = Date.now() + 3_600_000
  for (let n = 0; n < plan.others; n += 1)
    yield { id: peerStream(plan.due + n), at: later + n * 10 }
}

/** What is due in the window. */
export function* armedNow(plan: PeerPlan, firstAt: number): Generator<Arming> {
  for (let n = 0; n < plan.due; n += 1)
    yield { id: peerStream(n), at: Math.round(firstAt + n * plan.stepMs) }
}

export async function prepareWork(client: pg.Client, plan: PeerPlan): Promise<void> {
  await client.query(PREPARE_WORK)
  await client.query('insert into fired_streams select id, 4 from unnest($1::text[]) as u(id)', [
    Array.from({ length: plan.due }, (_, n) => peerStream(n)),
  ])
}

export function inChunks<T>(all: Iterable<T>, size: number): T[][] {
  const chunks: T[][] = []
  let chunk: T[] = []
  for (const each of all) {
    chunk.push(each)
    if (chunk.length < size) continue
    chunks.push(chunk)
    chunk = []
  }
  if (chunk.length > 0) chunks.push(chunk)
  return chunks
}
