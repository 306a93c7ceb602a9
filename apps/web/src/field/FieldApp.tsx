// One thing a screen: which one, under one quiet line that tells network and queue.
import { Suspense, useEffect } from 'react'
import { useWords } from '../i18n/words.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Empty, Loading } from '../ui/views.tsx'
import { CallList } from './CallList.tsx'
import { CallPage } from './CallPage.tsx'
import { callsOf, type Me } from './calls.ts'
import { LaterScreen, later } from './later.ts'
import { TopBar } from './Parts.tsx'
import { QuietLine } from './QuietLine.tsx'
import { type Place, placeOf, usePath } from './route.ts'
import { onTrouble } from './trouble.ts'
import { useSnapshots } from './use-field.ts'
import { fieldWords } from './words.ts'

interface FieldAppProps {
  readonly me: Me
  readonly onLogIn: () => void
}

export function FieldApp({ me, onLogIn }: FieldAppProps) {
  const say = useWords(fieldWords)
  const path = usePath()
  const place = placeOf(path)
  useEffect(() => {
    // A phone that never had a network here fetches it when it is opened.
    later().catch(onTrouble)
  }, [])
  useEffect(() => {
    document.title = `${say('title')} · Muster`
  }, [say])
  return (
    <div className="phone">
      <QuietLine me={me} onLogIn={onLogIn} />
      <Suspense fallback={<Waiting />}>
        <Boundary key={path} fallback={<Broken />}>
          <Screen place={place} me={me} />
        </Boundary>
      </Suspense>
    </div>
  )
}

/** One screen that cannot be drawn takes neither the line nor the way back with it. */
function Broken() {
  const say = useWords(fieldWords)
  return (
    <main className="screen">
      <TopBar title={say('openFailed')} />
    </main>
  )
}

function Waiting() {
  return (
    <main className="screen">
      <Loading rows={5} />
    </main>
  )
}

function Screen({ place, me }: { readonly place: Place; readonly me: Me }) {
  if (place.is === 'calls') return <CallList me={me} />
  if (place.is === 'call') return <CallScreen place={place} me={me} />
  return <LaterScreen place={place} me={me} />
}

interface CallScreenProps {
  readonly place: Extract<Place, { readonly is: 'call' }>
  readonly me: Me
}

function CallScreen({ place, me }: CallScreenProps) {
  const say = useWords(fieldWords)
  const { known, state } = useSnapshots()
  const call = callsOf(known, me).find(
    one => one.whistle.id === place.whistle && one.summons.department === place.department,
  )
  if (call === undefined && state === 'asking') return <Waiting />
  if (call === undefined)
    return (
      <main className="screen">
        <Empty title={say('callGone')}>
          <a className="button" href="/field">
            {say('title')}
          </a>
        </Empty>
      </main>
    )
  if (place.step === 'look') return <CallPage call={call} me={me} />
  return <LaterScreen place={place} me={me} call={call} />
}
