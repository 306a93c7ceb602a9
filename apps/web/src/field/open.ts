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
      // Whatever somebody is told of has been heard of already.
      if (id === undefined || data['kind'] === 'page') return
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
/** Of this person, on this phone: something that the server has not got yet. */
function whatWaits() {
  const acts = engine.state().queue.filter(act => act.state === 'waiting' && act.person === person)
  const files = uploader.files().filter(one => one.state === 'waiting' && one.person === person)
  const hasFailed = !engine.state().isReachable || files.some(({ tries }) => tries > 0)
  const isAny = acts.length + files.length > 0
  return { isAny, isCutOff: isAny && (hasFailed || !navigator.onLine) }
}

let isSyncAsked = false
function askOnceCutOff(): void {
  const { isCutOff } = whatWaits()
  if (isCutOff && !isSyncAsked) askForSync()
  isSyncAsked = isCutOff
}
engine.subscribe(askOnceCutOff)
uploader.subscribe(askOnceCutOff)

/** Another page of this phone, or the program behind it, may have done or sent something. */
function lookAnew(): Promise<unknown> {
  return Promise.all([engine.lookAnew(), uploader.lookAnew()])
}

whenSynced(() => {
  lookAnew().then(refreshAll).catch(onTrouble)
})
addEventListener('online', () => {
  engine.hurry()
  uploader.hurry()
})
document.addEventListener('visibilitychange', () => {
  if (person === undefined) return
  if (document.visibilityState === 'visible') {
    engine.hurry()
    uploader.hurry()
    lookAnew().catch(onTrouble)
    // The browser ends pages that nobody looks at, in the middle of a photo too.
  } else if (whatWaits().isAny) askForSync()
})
