// Clocks of a summons by their names in the words of the phone.

export type ClockName = 'sign' | 'contact' | 'arrive' | 'measures' | 'finish'

export function clockWord(clock: ClockName): `clock_${ClockName}` {
  return `clock_${clock}`
}
