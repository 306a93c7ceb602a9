// Files: given as they are, named by what is in them.
import { z } from 'zod'
import { instant } from './shared.ts'

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

export const uploadPath = z.strictObject({
  id: z
    .string()
    .regex(/^[\w-]{8,64}$/, { error: 'not_an_id' })
    .meta({ description: 'Id of the upload, from its address', examples: ['4ZqY1dT0bKm2'] }),
})

export const upload = z
  .strictObject({
    id: z.string().meta({ description: 'Id of the upload', examples: ['4ZqY1dT0bKm2'] }),
    offset: z
      .number()
      .int()
      .meta({ description: 'How many bytes are there', examples: [262_144] }),
    bytes: z
      .number()
      .int()
      .meta({ description: 'How many there will be', examples: [482_113] }),
    sha256,
    expiresAt: instant.meta({ description: 'What is not finished by then is removed' }),
    file: keptFile.optional().meta({ description: 'Once everything arrived and was found right' }),
  })
  .meta({ id: 'Upload', description: 'A file that comes in pieces' })

export const evidencePiece = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Id of the evidence', examples: ['e-110117-01hq3v8k2m9x4c7b5n6t'] }),
    department: z
      .string()
      .meta({ description: 'Id of the department that attached it', examples: ['110117-police'] }),
    by: z.string().meta({ description: 'Id of the person', examples: ['p-110117-police-03'] }),
    at: instant,
    sha256,
    mediaType: z.string().meta({
      description: 'By its content once it is there, else as it was announced',
      examples: ['image/jpeg'],
    }),
    bytes: z
      .number()
      .int()
      .meta({ description: 'Size in bytes', examples: [482_113] }),
    isHere: z.boolean().meta({
      description: 'Whether the file has arrived; until then its hash and size are known alone',
    }),
  })
  .meta({ id: 'EvidencePiece', description: 'A file that shows what was found or done' })

export const evidence = z
  .strictObject({ items: z.array(evidencePiece) })
  .meta({ id: 'Evidence', description: 'The evidence of a whistle, in the order it was attached' })
