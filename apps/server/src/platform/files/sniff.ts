// What a file is, by its first bytes. What is not on this list is not taken.

interface Magic {
  readonly mediaType: string
  readonly at: number
  readonly bytes: readonly number[] | string
  /** A second mark that must be there too. */
  readonly and?: { readonly at: number; readonly bytes: string }
}

const MAGIC: readonly Magic[] = [
  { mediaType: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/webp', at: 0, bytes: 'RIFF', and: { at: 8, bytes: 'WEBP' } },
  { mediaType: 'application/pdf', at: 0, bytes: '%PDF-' },
  { mediaType: 'audio/wav', at: 0, bytes: 'RIFF', and: { at: 8, bytes: 'WAVE' } },
  { mediaType: 'audio/mpeg', at: 0, bytes: 'ID3' },
  { mediaType: 'audio/amr', at: 0, bytes: '#!AMR' },
]

/** Brands of ISO media files; pictures of that family, HEIC among them, cannot be freed of where they were taken. */
const BRANDS: Readonly<Record<string, string>> = {
  isom: 'video/mp4',
  iso2: 'video/mp4',
  iso4: 'video/mp4',
  iso5: 'video/mp4',
  iso6: 'video/mp4',
  mp41: 'video/mp4',
  mp42: 'video/mp4',
  avc1: 'video/mp4',
  '3gp4': 'video/3gpp',
  '3gp5': 'video/3gpp',
  'qt  ': 'video/quicktime',
  'M4A ': 'audio/mp4',
}

/** As many bytes as the question needs. */
export const SNIFFED_BYTES = 16

function has(head: Buffer, at: number, wanted: readonly number[] | string): boolean {
  const bytes = typeof wanted === 'string' ? Buffer.from(wanted, 'latin1') : Buffer.from(wanted)
  return head.subarray(at, at + bytes.length).equals(bytes)
}

export function sniff(head: Buffer): string | undefined {
  const known = MAGIC.find(
    ({ at, bytes, and }) => has(head, at, bytes) && (!and || has(head, and.at, and.bytes)),
  )
  if (known) return known.mediaType
  if (has(head, 4, 'ftyp')) return BRANDS[head.toString('latin1', 8, 12)]
  return undefined
}
