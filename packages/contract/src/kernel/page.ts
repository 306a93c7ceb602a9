// Lists by cursor: ask for a page, get items and the cursor of the next.
import { z } from 'zod'

/** Opaque to callers; the server alone reads and writes what is inside. */
export const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,512}$/, { error: 'not_a_cursor' })
  .meta({
    description: 'Opaque: pass on what `next` of the last page said',
    examples: ['eyJrIjoxfQ'],
  })

/** The query part that every list takes; spread it into the list's own strict object. */
export const pageQuery = {
  cursor: cursor.optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'Items per page, 1 to 200', examples: [50] }),
} as const

/** The answer every list gives. */
export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    next: cursor
      .optional()
      .meta({ description: 'Absent on the last page', examples: ['WzE0ODQ2MTMwMDAwMDAsIngiXQ'] }),
  })
}
