// The camera looks for the scene code; by the browser's own detector, else by a decoder fetched for it.
import { useEffect, useRef, useState } from 'react'
import { readCode } from '../features/sync/scene-code.ts'
import { useWords } from '../i18n/words.ts'
import { arriveWords } from './arrive-words.ts'
import { openDecoder } from './decode.ts'

const LOOK_EVERY_MS = 150

export function Scanner({ onCode }: { readonly onCode: (code: string) => void }) {
  const say = useWords(arriveWords)
  const video = useRef<HTMLVideoElement>(null)
  const [isDenied, setDenied] = useState(false)
  const found = useRef(onCode)
  found.current = onCode
  useEffect(() => {
    const ended = new AbortController()
    look(video.current, ended.signal)
      .then(code => code !== undefined && found.current(code))
      .catch(() => setDenied(true))
    return () => ended.abort()
  }, [])
  if (isDenied) return <p role="alert">{say('cameraDenied')}</p>
  return (
    <figure className="scanner">
      <video ref={video} muted playsInline aria-label={say('scanning')} />
      <figcaption>{say('scanning')}</figcaption>
    </figure>
  )
}

async function look(
  video: HTMLVideoElement | null,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (video === null) return undefined
  const [stream, decode] = await Promise.all([
    navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 } },
    }),
    openDecoder(),
  ])
  try {
    video.srcObject = stream
    await video.play()
    while (!signal.aborted) {
      const code = readCode((await decode(video)) ?? '')
      if (code !== undefined) return code
      await pause(LOOK_EVERY_MS)
    }
    return undefined
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
