export { type Decider, type Given, given, type When } from './decider.ts'
export { FakeClock } from './fake-clock.ts'
