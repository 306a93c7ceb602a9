import type { Call, Me } from './calls.ts'

/** What every screen of one call is given. */
export interface StepProps {
  readonly call: Call
  readonly me: Me
}
