// A tone and a notice of the browser when a new call comes; both off until somebody switches them on.

const KEPT = 'muster.call-alarm'

export interface AlarmChoice {
  readonly hasSound: boolean
  readonly hasNotices: boolean
}

export function keptChoice(): AlarmChoice {
  const kept = (localStorage.getItem(KEPT) ?? '').split(',')
  return {
    hasSound: kept.includes('sound'),
    hasNotices: kept.includes('notices') && mayNotify(),
  }
}

export function keepChoice({ hasSound, hasNotices }: AlarmChoice): void {
  const words = [...(hasSound ? ['sound'] : []), ...(hasNotices ? ['notices'] : [])]
  localStorage.setItem(KEPT, words.join(','))
}

function mayNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission === 'granted'
}

/** Asks the person; only ever after they pressed the switch. */
export async function askForNotices(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false
  return (await Notification.requestPermission()) === 'granted'
}

let sounder: AudioContext | undefined

/** Browsers let a page sound only after an act of its reader: the switch is one. */
export async function wakeSound(): Promise<void> {
  sounder ??= new AudioContext()
  await sounder.resume()
}

const TONES_HZ = [880, 1175, 880] as const
const TONE_S = 0.22
const VOLUME = 0.25

/** Three short tones, made here: no file is fetched for them. */
export function sound(): void {
  sounder ??= new AudioContext()
  const { currentTime, destination } = sounder
  for (const [at, tone] of TONES_HZ.entries()) {
    const wave = sounder.createOscillator()
    const volume = sounder.createGain()
    const start = currentTime + at * TONE_S
    wave.frequency.value = tone
    volume.gain.setValueAtTime(VOLUME, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_S)
    wave.connect(volume).connect(destination)
    wave.start(start)
    wave.stop(start + TONE_S)
  }
}

/** One notice a call: the same call told again replaces it. */
export function notify(title: string, body: string, call: string): void {
  if (!mayNotify()) return
  const notice = new Notification(title, { body, tag: call, requireInteraction: true })
  notice.onclick = () => {
    globalThis.focus()
    notice.close()
  }
}
