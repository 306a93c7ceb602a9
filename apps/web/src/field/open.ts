// What begins and ends with the person who uses the phone: queue, uploads, what is known, what is heard live.
import { followLive } from '../api/live.ts'
import { LANGUAGE_KEY } from '../features/sync/say-act.ts'
import type { SyncStore } from '../features/sync/store.ts'
import { language } from '../i18n/language.ts'
import type { Me } from './calls.ts'
import { askForSync, whenSynced } from './service-worker.ts'
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
  // A phone without room answers in the language it was given.
  store.write(LANGUAGE_KEY, language.current()).catch(() => undefined)
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
let isSyncAsked = false
engine.subscribe(() => {
  const { queue, isReachable } = engine.state()
  const isWaiting = queue.some(act => act.state === 'waiting' && act.person === person)
  const isCutOff = isWaiting && (!isReachable || !navigator.onLine)
  if (isCutOff && !isSyncAsked) askForSync()
  isSyncAsked = isCutOff
})
whenSynced(() => {
  engine.lookAnew().then(refreshAll).catch(onTrouble)
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
