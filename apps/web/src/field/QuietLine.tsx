// Network, queue and position of this phone in one line that is never in the way.

import { goToLogIn } from '../api/session.ts'
import { settings } from '../api/settings.ts'
import { standingOf } from '../features/sync/outbox.ts'
import type { QueuedFile } from '../features/sync/store.ts'
import { isSessionOver } from '../features/sync/verdict.ts'
import { timeOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { Me } from './calls.ts'
import { go } from './route.ts'
import { useNewVersion } from './service-worker.ts'
import { useFiles, useIsOnline, useQueue, useSnapshots } from './use-field.ts'
import { fieldWords } from './words.ts'

interface QuietLineProps {
  readonly me: Me
  readonly onLogIn: () => void
}

export function QuietLine({ me, onLogIn }: QuietLineProps) {
  const say = useWords(fieldWords)
  const { mood, text, isHeld } = useQuiet(me)
  const update = useNewVersion()
  return (
    <header className="quiet" data-mood={mood}>
      <button type="button" className="quiet-line" onClick={() => go({ is: 'queue' })}>
        <span className="quiet-dot" aria-hidden="true" />
        <span role="status">{text}</span>
      </button>
      {isHeld && (
        <button type="button" className="quiet-act" onClick={settings.isDemo ? onLogIn : goToLogIn}>
          {say('logIn')}
        </button>
      )}
      {update !== undefined && (
        <button type="button" className="quiet-act" onClick={update}>
          {`${say('updateReady')} · ${say('update')}`}
        </button>
      )}
      <button
        type="button"
        className="quiet-me"
        aria-label={say('meTitle')}
        onClick={() => go({ is: 'me' })}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path
            d="M2 15c0-4 3-5.5 6-5.5s6 1.5 6 5.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          />
        </svg>
      </button>
    </header>
  )
}

type Mood = 'calm' | 'offline' | 'waiting' | 'warn'

interface Told {
  readonly mood: Mood
  readonly text: string
}

/** What waits for a log-in is told with the way to it. */
interface Quiet extends Told {
  readonly isHeld: boolean
}

function useQuiet(me: Me): Quiet {
  const { isHeld } = useQueue()
  const files = useFiles().filter(file => file.person === me.person)
  const hasHeldFile = files.some(
    ({ state, trouble }) => state === 'waiting' && isSessionOver(trouble?.code),
  )
  const told = useTold(me, { files, isHeld: isHeld || hasHeldFile })
  return { ...told, isHeld: isHeld || hasHeldFile }
}

interface OfFiles {
  readonly files: readonly QueuedFile[]
  readonly isHeld: boolean
}

/** What matters most, alone: something lost, something refused, something waiting, or nothing. */
function useTold(me: Me, { files, isHeld }: OfFiles): Told {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const { queue, isReachable, unkept, isSending } = useQueue()
  const { state } = useSnapshots()
  const isOffline = !useIsOnline() || !isReachable || state === 'kept'
  const { waiting: count, refused: refusedActs, since: at } = standingOf(queue, me.person)
  const refusedFiles = files.filter(file => file.state === 'refused').length
  const waitingFiles = files.length - refusedFiles
  const refused = refusedActs + refusedFiles
  const since = at === undefined ? '' : timeOf(tag, at)
  if (unkept.size > 0) return { mood: 'warn', text: say('quietUnkept', { count: unkept.size }) }
  if (isHeld) return { mood: 'warn', text: say('quietHeld', { count: count + waitingFiles }) }
  if (refused > 0) return { mood: 'warn', text: say('quietRefused', { count: refused }) }
  if (isOffline && count > 0)
    return { mood: 'offline', text: say('quietOfflineWaiting', { count, since }) }
  if (isOffline && waitingFiles > 0)
    return { mood: 'offline', text: say('quietOfflineFiles', { count: waitingFiles }) }
  if (isOffline) return { mood: 'offline', text: say('quietOffline') }
  if (count > 0)
    return {
      mood: 'waiting',
      text: say(isSending ? 'quietSending' : 'quietWaiting', { count, since }),
    }
  if (waitingFiles > 0) return { mood: 'waiting', text: say('quietFiles', { count: waitingFiles }) }
  return { mood: 'calm', text: say('quietSent') }
}
