/** What a grant can give (rule 2). `accept` of a whistle is part of `lead`; release and sessions of `command`. */
export const POWERS = [
  'lead',
  'summon',
  'approve',
  'command',
  'veto',
  'grade',
  'assess',
  'rule',
  'supervise',
  'audit',
] as const

export type Power = (typeof POWERS)[number]
