// On scene: position by itself, the code by camera or thumb, a photo; one bar to say it.
import { useEffect, useState } from 'react'
import { serverNow } from '../api/clock.ts'
import { isWholeCode, spacedCode, typedCode } from '../features/sync/scene-code.ts'
import { useWords } from '../i18n/words.ts'
import { arriveWords } from './arrive-words.ts'
import { arrive } from './deeds.ts'
import { FileButton, useAttach } from './FileButton.tsx'
import { metresTo, targetOf } from './map-links.ts'
import { ActionBar, TopBar } from './Parts.tsx'
import { photoWords } from './photo-words.ts'
import { type Position, usePosition } from './position.ts'
import { backTo, goBack } from './route.ts'
import { Scanner } from './Scanner.tsx'
import type { StepProps } from './step-props.ts'
import { onTrouble } from './trouble.ts'

export function ArrivePage({ call, me }: StepProps) {
  const say = useWords(arriveWords)
  const sayPhoto = useWords(photoWords)
  const [position, findAgain] = usePosition()
  const [code, setCode] = useState('')
  const [isScanning, setScanning] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const attaching = useAttach(call, me)
  const { whistle } = call
  const back = backTo(call)
  const fix = position.is === 'found' ? position.fix : undefined
  const hasCode = isWholeCode(code)
  const photo = attaching.attached.at(-1)
  const hasProof = fix !== undefined || hasCode || photo !== undefined
  const report = () => {
    setBusy(true)
    arrive(call, {
      ...(fix === undefined ? {} : { fix }),
      ...(hasCode ? { sceneCode: code } : {}),
      ...(photo === undefined ? {} : { photo }),
    })
      .then(() => goBack(back), onTrouble)
      .finally(() => setBusy(false))
  }
  const verdict = hasProof ? 'proofsDoubtful' : 'proofsNone'
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={say('here')} back={back} />
        <PositionLine position={position} target={targetOf(whistle)} onAgain={findAgain} />
        <section className="proof">
          <button
            type="button"
            className="button scan"
            aria-pressed={isScanning}
            onClick={() => setScanning(now => !now)}
          >
            {say(isScanning ? 'stopScan' : 'scan')}
          </button>
          {isScanning && (
            <Scanner
              onCode={found => {
                setCode(found)
                setScanning(false)
                navigator.vibrate?.(80)
              }}
            />
          )}
          <label className="proof-head" htmlFor="scene-code">
            {say('codeLabel')}
          </label>
          <input
            id="scene-code"
            className="code-input"
            value={spaced(code)}
            onChange={({ target }) => setCode(typedCode(target.value))}
            inputMode="text"
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            placeholder="____ ____"
            aria-describedby="scene-code-hint"
          />
          <p id="scene-code-hint" className="hint">
            {say('codeHint')}
          </p>
        </section>
        <section className="proof">
          <FileButton
            label={say('photoProof')}
            accept="image/*"
            capture
            onFile={attaching.attach}
            isBusy={attaching.isBusy}
          />
          {attaching.attached.length > 0 && (
            <p role="status">{sayPhoto('photoTaken', { count: attaching.attached.length })}</p>
          )}
          {attaching.message !== undefined && <p role="alert">{attaching.message}</p>}
        </section>
        <p className="verdict" role="status">
          {say(hasCode ? 'proofsEnough' : verdict)}
        </p>
      </main>
      <ActionBar>
        <button
          type="button"
          className="act primary"
          disabled={isBusy || !hasProof}
          onClick={report}
        >
          {say('confirmArrival')}
        </button>
      </ActionBar>
    </>
  )
}

function spaced(code: string): string {
  return code.length > 4 ? spacedCode(code) : code
}

interface PositionLineProps {
  readonly position: Position
  readonly target: ReturnType<typeof targetOf>
  readonly onAgain: () => void
}

/** Distance, accuracy and age: all that the verdict will be made from. */
function PositionLine({ position, target, onAgain }: PositionLineProps) {
  const say = useWords(arriveWords)
  useEachSecond()
  if (position.is !== 'found') {
    const word = {
      asking: 'positionAsking',
      denied: 'positionDenied',
      unavailable: 'positionUnavailable',
    } as const
    return (
      <p className="position" data-is={position.is} role="status">
        {say(word[position.is])}
        {position.is !== 'asking' && (
          <button type="button" className="button" onClick={onAgain}>
            {say('positionAgain')}
          </button>
        )}
      </p>
    )
  }
  const { fix } = position
  const accuracy = fix.accuracyMetres
  const age = Math.max(0, Math.round((serverNow() - fix.takenAt) / 1000))
  return (
    <p className="position" data-is="found">
      {target === undefined
        ? say('positionNoTarget', { accuracy, age })
        : say('positionLine', { metres: metresTo(target, fix), accuracy, age })}
    </p>
  )
}

function useEachSecond(): void {
  const [, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick(now => now + 1), 1000)
    return () => clearInterval(timer)
  }, [])
}
