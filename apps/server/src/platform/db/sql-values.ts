// How values cross the border to SQL and back, the same on both engines.

/** Turns a parameter into the text that PostgreSQL reads, or null. */
export function toSqlText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return toByteaText(value)
  if (Array.isArray(value)) return toArrayText(value)
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

function toByteaText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

function toArrayText(values: readonly unknown[]): string {
  return `{${values.map(toElementText).join(',')}}`
}

function toElementText(value: unknown): string {
  if (Array.isArray(value)) return toArrayText(value)
  const text = toSqlText(value)
  if (text === null) return 'NULL'
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

const asText = (text: string): string => text

function toSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`the database returned an integer past 2^53: ${text}`)
  }
  return value
}

/** By the type's object id in PostgreSQL's catalogue. */
export const sqlReaders: Readonly<Record<number, (text: string) => unknown>> = {
  16: text => text === 't',
  17: text => Buffer.from(text.slice(2), 'hex'),
  20: toSafeInteger,
  21: Number,
  23: Number,
  26: Number,
  114: text => JSON.parse(text),
  700: Number,
  701: Number,
  1082: asText,
  1114: asText,
  1184: text => new Date(text),
  1186: asText,
  1700: asText,
  3802: text => JSON.parse(text),
}

/** Element type of the array types that are read element by element; others stay text. */
export const sqlArrayElements: Readonly<Record<number, number>> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1009: 25,
  1015: 1043,
  1016: 20,
  1021: 700,
  1022: 701,
  1028: 26,
  1182: 1082,
  1185: 1184,
  1231: 1700,
  2951: 2950,
  3807: 3802,
  199: 114,
}
