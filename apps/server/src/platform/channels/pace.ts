// How often a provider lets itself be asked, counted per address.
import type { OutgoingMessage } from './channel.ts'

export interface Pace {
  /** False when the provider would refuse; what is urgent may use the places kept free for it. */
  take(address: string, message: Pick<OutgoingMessage, 'urgent'>): boolean
}

const WINDOW_MS = 60_000
/** A quarter is kept for what is urgent. */
const FOR_ALL = 0.75

export function createPace(perMinute: number, monotonic: () => number): Pace {
  const taken = new Map<string, number[]>()
  return {
    take: (address, { urgent }) => {
      const now = monotonic()
      const recent = (taken.get(address) ?? []).filter(at => now - at < WINDOW_MS)
      const most = urgent ? perMinute : Math.floor(perMinute * FOR_ALL)
      const isFree = recent.length < most
      if (isFree) recent.push(now)
      if (recent.length === 0) taken.delete(address)
      else taken.set(address, recent)
      return isFree
    },
  }
}
