// What begins and ends with the person who uses the phone: queue, uploads, what is known, what is heard live.
import { followLive } from '../api/live.ts'
import type { SyncStore } from '../features/sync/store.ts'
import type { Me } from './calls.ts'
import { forgetMe, remembered } from './session.ts'
import { closeSnapshots, openSnapshots, refreshAll, refreshWhistle } from './snapshots.ts'
import { onTrouble } from './trouble.ts'
import { engine, keepTime, resumeTime, store, uploader } from './world.ts'

/** What an earlier page left. A phone whose storage cannot be read still works while it is open. */
export async function openKept(): Promise<Me | undefined> {
  try {
    await Promise.all([resumeTime(), engine.open(), uploader.open()])
    return await remembered(store)
  } catch (error) {
    onTrouble(error)
    return undefined
  }
}

let person: string | undefined
let stopHearing: (() => void) | undefined

export function openFor(me: Me): void {
  engine.actAs(me.person)
  uploader.actAs(me.person)
  if (person === me.person) return
  person = me.person
  // Browsers make room by throwing away what nobody asked them to keep.
  navigator.storage?.persist?.().catch(() => false)
  openSnapshots(store, me, keepTime).catch(onTrouble)
  hear()
}

export async function closeFor(kept: SyncStore): Promise<void> {
  engine.actAs(undefined)
  uploader.actAs(undefined)
  person = undefined
  stopHearing?.()
  closeSnapshots()
  await forgetMe(kept).catch(onTrouble)
}

const WHISTLE = /\bw-\d{6}-[\w-]+/
const TOGETHER_MS = 300

/** One stream for the page; what comes together is fetched together. */
function hear(): void {
  stopHearing?.()
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const fetchChanged = () => {
    timer = undefined
    const ids = [...changed]
    changed.clear()
    Promise.all(ids.map(refreshWhistle)).catch(() => undefined)
  }
  stopHearing = followLive({
    onEvent: ({ data }) => {
      const id = WHISTLE.exec(JSON.stringify(data))?.[0]
      if (id === undefined) return
      changed.add(id)
      if (timer === undefined) timer = setTimeout(fetchChanged, TOGETHER_MS)
    },
    onOpen: () => {
      refreshAll().catch(onTrouble)
      engine.hurry()
      uploader.hurry()
    },
  })
}

addEventListener('beforeunload', event => {
  // What the phone had no room for is lost with the page.
  if (engine.state().unkept.size > 0) event.preventDefault()
})
addEventListener('online', () => {
  engine.hurry()
  uploader.hurry()
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible' || person === undefined) return
  engine.hurry()
  uploader.hurry()
})
