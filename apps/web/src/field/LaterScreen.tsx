// Everything behind the list and the call: one step a screen.
import type { ComponentType } from 'react'
import { ArrivePage } from './ArrivePage.tsx'
import { CodePage } from './CodePage.tsx'
import { ContactPage } from './ContactPage.tsx'
import type { Call, Me } from './calls.ts'
import { DonePage } from './DonePage.tsx'
import { EvidencePage } from './EvidencePage.tsx'
import { ExtendPage } from './ExtendPage.tsx'
import { MeasurePage } from './MeasurePage.tsx'
import { MePage } from './MePage.tsx'
import { PlanPage } from './PlanPage.tsx'
import { QueuePage } from './QueuePage.tsx'
import { RelievePage } from './RelievePage.tsx'
import { ReturnPage } from './ReturnPage.tsx'
import type { Place, Step } from './route.ts'
import type { StepProps } from './step-props.ts'

const PAGES: Readonly<Record<Exclude<Step, 'look'>, ComponentType<StepProps>>> = {
  contact: ContactPage,
  return: ReturnPage,
  arrive: ArrivePage,
  plan: PlanPage,
  measure: MeasurePage,
  photo: EvidencePage,
  extend: ExtendPage,
  relieve: RelievePage,
  done: DonePage,
}

interface LaterScreenProps {
  readonly place: Place
  readonly me: Me
  /** For a step of a call. */
  readonly call?: Call
}

export function LaterScreen({ place, me, call }: LaterScreenProps) {
  if (place.is === 'queue') return <QueuePage me={me} />
  if (place.is === 'me') return <MePage me={me} />
  if (place.is === 'code') return <CodePage whistle={place.whistle} />
  if (place.is !== 'call' || place.step === 'look' || call === undefined) return null
  const Page = PAGES[place.step]
  return <Page call={call} me={me} />
}
