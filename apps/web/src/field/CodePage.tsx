// The scene code on the caller's own phone: large, as a picture and as letters, also without a network.
import { useEffect, useState } from 'react'
import { renderSVG } from 'uqr'
import { serverNow } from '../api/clock.ts'
import { type CodeStrip, codeAt, spacedCode } from '../features/sync/scene-code.ts'
import { timeOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Loading } from '../ui/views.tsx'
import { keptCodes } from './code-strip.ts'
import { TopBar } from './Parts.tsx'
import { onTrouble } from './trouble.ts'
import { useSnapshots } from './use-field.ts'
import { fieldWords } from './words.ts'

export function CodePage({ whistle }: { readonly whistle: string }) {
  const say = useWords(fieldWords)
  const { known } = useSnapshots()
  const strip = useStrip(whistle)
  const title = known.find(one => one.whistle.id === whistle)?.whistle.title
  useWakefulness()
  return (
    <main className="screen code-screen">
      <TopBar title={title ?? say('codeTitle')} />
      {strip === 'asking' && <Loading rows={3} height="6rem" />}
      {strip === undefined && <p role="status">{say('codeNone')}</p>}
      {typeof strip === 'object' && <Shown strip={strip} />}
    </main>
  )
}

function Shown({ strip }: { readonly strip: CodeStrip }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const now = useNow()
  const shown = codeAt(strip, now)
  if (shown === undefined) return <p role="alert">{say('codeEnded')}</p>
  const until = strip.from + strip.codes.length * strip.codeMs
  return (
    <>
      <img
        className="code-picture"
        alt={shown.code}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(shown.code, { border: 2 }))}`}
      />
      <p className="code-text" data-testid="scene-code">
        {spacedCode(shown.code)}
      </p>
      <p className="code-turn" aria-hidden="true">
        {say('codeChanges', { seconds: Math.max(0, Math.ceil((shown.shownTo - now) / 1000)) })}
      </p>
      <p>{say('codeFor')}</p>
      <p className="hint">{say('codeLeft', { until: timeOf(tag, until) })}</p>
    </>
  )
}

function useStrip(whistle: string): CodeStrip | 'asking' | undefined {
  const [strip, setStrip] = useState<CodeStrip | 'asking' | undefined>('asking')
  useEffect(() => {
    let isShown = true
    const read = () => {
      keptCodes(whistle)
        .then(found => isShown && setStrip(found))
        .catch(onTrouble)
    }
    read()
    addEventListener('online', read)
    return () => {
      isShown = false
      removeEventListener('online', read)
    }
  }, [whistle])
  return strip
}

const QUARTER_SECOND_MS = 250

function useNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), QUARTER_SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** The screen stays lit while a code is on it. */
function useWakefulness(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let isShown = true
    navigator.wakeLock
      ?.request('screen')
      .then(granted => {
        if (isShown) lock = granted
        else return granted.release()
        return undefined
      })
      // Not every phone can, and none must.
      .catch(() => undefined)
    return () => {
      isShown = false
      lock?.release().catch(() => undefined)
    }
  }, [])
}
