// One thing a screen: which one, under one quiet line that tells network and queue.
import { type ComponentType, Suspense, useEffect } from 'react'
import { useWords } from '../i18n/words.ts'
import { Empty, Loading } from '../ui/views.tsx'
import { CallList } from './CallList.tsx'
import { CallPage } from './CallPage.tsx'
import { type Call, callsOf, type Me } from './calls.ts'
import {
  ArrivePage,
  CodePage,
  DonePage,
  EvidencePage,
  MeasurePage,
  MePage,
  QueuePage,
  RelievePage,
  steps,
} from './later.ts'
import { QuietLine } from './QuietLine.tsx'
import { type Place, placeOf, type Step, usePath } from './route.ts'
import { useSnapshots } from './use-field.ts'
import { fieldWords } from './words.ts'

interface FieldAppProps {
  readonly me: Me
  readonly onLogIn: () => void
}

export function FieldApp({ me, onLogIn }: FieldAppProps) {
  const say = useWords(fieldWords)
  const place = placeOf(usePath())
  useEffect(() => {
    steps().catch(() => undefined)
  }, [])
  useEffect(() => {
    document.title = `${say('title')} · Muster`
  }, [say])
  return (
    <div className="phone">
      <QuietLine me={me} onLogIn={onLogIn} />
      <Suspense fallback={<Loading rows={4} />}>
        <Screen place={place} me={me} />
      </Suspense>
    </div>
  )
}

function Screen({ place, me }: { readonly place: Place; readonly me: Me }) {
  if (place.is === 'queue') return <QueuePage me={me} />
  if (place.is === 'me') return <MePage me={me} />
  if (place.is === 'code') return <CodePage whistle={place.whistle} />
  if (place.is === 'call')
    return (
      <CallScreen me={me} whistle={place.whistle} department={place.department} step={place.step} />
    )
  return <CallList me={me} />
}

interface CallScreenProps {
  readonly me: Me
  readonly whistle: string
  readonly department: string
  readonly step: Step
}

export interface StepProps {
  readonly call: Call
  readonly me: Me
}

const PAGES: Readonly<Record<Step, ComponentType<StepProps>>> = {
  look: CallPage,
  arrive: ArrivePage,
  measure: MeasurePage,
  photo: EvidencePage,
  relieve: RelievePage,
  done: DonePage,
}

function CallScreen({ me, whistle, department, step }: CallScreenProps) {
  const say = useWords(fieldWords)
  const { known, state } = useSnapshots()
  const call = callsOf(known, me).find(
    one => one.whistle.id === whistle && one.summons.department === department,
  )
  if (call === undefined && state === 'asking') return <Loading rows={5} />
  if (call === undefined)
    return (
      <Empty title={say('empty')}>
        <a className="button" href="/field">
          {say('title')}
        </a>
      </Empty>
    )
  const Page = PAGES[step]
  return <Page call={call} me={me} />
}
