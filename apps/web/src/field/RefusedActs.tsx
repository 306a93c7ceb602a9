// What can be done about something that the server refused: it is sent again, or let go.
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { queueWords } from './queue-words.ts'
import { onTrouble } from './trouble.ts'

interface RefusedActsProps {
  readonly onRetry: () => Promise<void>
  readonly onLetGo: () => Promise<void>
}

export function RefusedActs({ onRetry, onLetGo }: RefusedActsProps) {
  const say = useWords(queueWords)
  return (
    <span className="queue-acts">
      <button
        type="button"
        className="button"
        onClick={() => {
          onRetry().catch(onTrouble)
        }}
      >
        {say('retry')}
      </button>
      <LetGo onSure={onLetGo} />
    </span>
  )
}

/** What is let go is gone: one tap of a wet thumb is not enough. */
function LetGo({ onSure }: { readonly onSure: () => Promise<void> }) {
  const say = useWords(queueWords)
  const [isAsked, setAsked] = useState(false)
  return (
    <button
      type="button"
      className="button plain"
      onBlur={() => setAsked(false)}
      onClick={() => {
        if (isAsked) onSure().catch(onTrouble)
        else setAsked(true)
      }}
    >
      {say(isAsked ? 'reallyDismiss' : 'dismiss')}
    </button>
  )
}
