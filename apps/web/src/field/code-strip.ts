// Scene codes of the next hours on the caller's phone. No secret: they end with those hours, and with a log-out.
import { api, get } from '../api/client.ts'
import { serverNow } from '../api/clock.ts'
import { type CodeStrip, codeAt } from '../features/sync/scene-code.ts'
import { store } from './world.ts'

const MINUTES_AHEAD = 240
/** Asked for anew while so much is left, not each time that the screen is opened. */
const ENOUGH_MS = 3 * 3_600_000

export async function keptCodes(whistle: string): Promise<CodeStrip | undefined> {
  const key = `codes:${whistle}`
  const kept = await store.read<CodeStrip>(key)
  const left = kept === undefined ? 0 : kept.from + kept.codes.length * kept.codeMs - serverNow()
  if (kept !== undefined && left > ENOUGH_MS && codeAt(kept, serverNow()) !== undefined) return kept
  try {
    const answer = await get(
      api.GET('/api/whistles/{id}/scene-code', {
        params: { path: { id: whistle }, query: { minutesAhead: MINUTES_AHEAD } },
      }),
    )
    const strip: CodeStrip = {
      whistle,
      from: Date.parse(answer.shownFrom),
      codeMs: answer.codeSeconds * 1000,
      codes: answer.ahead ?? [answer.code, answer.nextCode],
    }
    await store.write(key, strip).catch(() => undefined)
    return strip
  } catch {
    return kept
  }
}
