// The scene code for the caller's side: large, as a picture to scan, and changing by itself.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { encode } from 'uqr'
import { serverNow } from '../../api/clock.ts'
import { useWords } from '../../i18n/words.ts'
import { Failed } from '../../ui/views.tsx'
import { useSceneCode, type Whistle } from './use-whistle.ts'
import { whistleWords } from './words.ts'

/** Dark squares as one path; the quiet edge is the white ground around it. */
function pathOf(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return { path, size }
}

function Code({ id }: { readonly id: string }) {
  const say = useWords(whistleWords)
  const queries = useQueryClient()
  const code = useSceneCode(id, true)
  const [now, setNow] = useState(serverNow)
  const shownTo = code.data === undefined ? undefined : Date.parse(code.data.shownTo)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 500)
    return () => clearInterval(timer)
  }, [])
  const isOver = shownTo !== undefined && now >= shownTo
  useEffect(() => {
    if (isOver) queries.invalidateQueries({ queryKey: ['scene-code', id] }).catch(() => undefined)
  }, [isOver, id, queries])
  if (code.isError) return <Failed error={code.error} onRetry={() => code.refetch()} />
  if (code.data === undefined || shownTo === undefined) return null
  // The next one is known already: nobody waits for the network at the turn of the minute.
  const shown = isOver ? code.data.nextCode : code.data.code
  const { path, size } = pathOf(shown)
  return (
    <div className="scene-code">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`${say('sceneCode')} ${shown}`}>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <output>{shown}</output>
      <p className="whistle-quiet">
        {say('sceneCodeLeft', { count: Math.max(0, Math.ceil((shownTo - now) / 1000)) })}
      </p>
    </div>
  )
}

/** Shown to those who may show it: the server says who. */
export function SceneCodePanel({ whistle }: { readonly whistle: Whistle }) {
  const say = useWords(whistleWords)
  const [isShown, setShown] = useState(false)
  const probe = useSceneCode(whistle.id, whistle.status === 'sounding')
  if (whistle.status !== 'sounding' || probe.data === undefined) return null
  return (
    <section className="whistle-scene" aria-label={say('sceneCode')}>
      <button
        type="button"
        className="button"
        aria-expanded={isShown}
        onClick={() => setShown(shown => !shown)}
      >
        {say(isShown ? 'sceneCodeHide' : 'sceneCodeShow')}
      </button>
      {isShown && (
        <>
          <p className="whistle-quiet">{say('sceneCodeLead')}</p>
          <Code id={whistle.id} />
        </>
      )}
    </section>
  )
}
