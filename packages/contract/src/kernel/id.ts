// Names of things in addresses and bodies.
import { z } from 'zod'

/** An id of our own making or an integrator's: letters, digits, `-`, `_`, `.`; never empty, never a path. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/, { error: 'not_an_id' })
  .meta({ description: 'Identifier', examples: ['w-20170912-0001'] })

/** An administrative division code of the national standard: 2 to 12 digits, here at least a district. */
export const divisionCode = z
  .string()
  .regex(/^\d{6}(?:\d{3}){0,2}$/, { error: 'not_a_division_code' })
  .meta({
    description: 'Administrative division code: 6 digits (district), 9 (sub-district) or 12',
    examples: ['110101', '110117007'],
  })

/** The caller's own name for a command: the same key never acts twice. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, { error: 'not_an_idempotency_key' })
  .meta({
    description:
      'Made by the caller, one per act. Repeating the request with the same key and body answers as the first time and changes nothing. 1 to 128 printable ASCII characters.',
    examples: ['3f0c7c1e-6d0a-4f4a-9f5e-0d6f3f5f2b11'],
  })
