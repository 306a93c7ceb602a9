// Files: given as they are, named by what is in them.
import { z } from 'zod'

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'not_a_sha256' })
  .meta({
    description: 'SHA-256 of the file as it was received, lower-case hexadecimal',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  })

export const filePath = z.strictObject({ sha256 })

export const keptFile = z
  .strictObject({
    sha256,
    mediaType: z
      .string()
      .meta({ description: 'By its content, whatever it was called', examples: ['image/jpeg'] }),
    bytes: z
      .number()
      .int()
      .meta({ description: 'Size in bytes', examples: [482_113] }),
  })
  .meta({ id: 'KeptFile', description: 'A file that is kept; attach it as evidence by this' })
