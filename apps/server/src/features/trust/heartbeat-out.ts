// Tells something outside at intervals that Muster is there: when it falls silent, somebody else notices.
import type { Platform } from '../../platform/feature.ts'

export interface HeartbeatSettings {
  readonly url: string
  readonly everyMs: number
}

export interface HeartbeatSent {
  readonly at: number
  readonly node: string
  readonly ok: boolean
  readonly failure?: string
}

const LONGEST_MS = 10_000

type Beating = Pick<Platform, 'db' | 'outgoing' | 'clockState' | 'findWriteFault'>

/** Silence is the message when it cannot do its work: no database, no trusted clock. */
async function isAble({ db, clockState, findWriteFault }: Beating): Promise<boolean> {
  if (clockState.trouble() !== undefined || findWriteFault() !== undefined) return false
  return await db.query('select 1').then(
    () => true,
    () => false,
  )
}

async function send({ outgoing }: Beating, url: string, body: object): Promise<string | undefined> {
  try {
    const answer = await outgoing(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    await answer.body?.cancel()
    return answer.ok ? undefined : `status_${answer.status}`
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string }
    return code ?? name ?? 'failed'
  }
}

/** Undefined while it cannot do its work, and so says nothing. */
export async function beatOutwards(
  platform: Beating,
  { url }: HeartbeatSettings,
  { node, now }: { readonly node: string; readonly now: number },
): Promise<HeartbeatSent | undefined> {
  if (!(await isAble(platform))) return undefined
  const failure = await send(platform, url, {
    service: 'muster',
    node,
    at: new Date(now).toISOString(),
  })
  const sent = { at: now, node, ok: failure === undefined, ...(failure ? { failure } : {}) }
  await platform.db.query(
    `insert into heartbeats_out (at, node, ok, failure) values ($1, $2, $3, $4)
     on conflict (singleton) do update
     set at = excluded.at, node = excluded.node, ok = excluded.ok, failure = excluded.failure`,
    [sent.at, node, sent.ok, failure ?? null],
  )
  return sent
}
