// What the server wrote into the page about itself.

interface Settings {
  /** An invented city: people are chosen, not logged in. */
  readonly isDemo: boolean
  /** Of the city: times are shown in it, whatever the device is set to. */
  readonly timeZone: string
  /** False where the time of the mechanism stands still until somebody moves it. */
  readonly isTimeRunning: boolean
}

const FALLBACK: Settings = { isDemo: false, timeZone: 'Asia/Shanghai', isTimeRunning: true }

function read(): Settings {
  const meta = globalThis.document?.querySelector<HTMLMetaElement>('meta[name=muster-settings]')
  if (!meta?.content.startsWith('{')) return FALLBACK
  return { ...FALLBACK, ...(JSON.parse(meta.content) as Partial<Settings>) }
}

export const settings: Settings = read()

/** Of this page: styles made at run time carry it. Browsers show it to scripts through the property alone. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
}
