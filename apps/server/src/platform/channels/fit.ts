// Messages within a provider's limits: the words are cut, the way to answer never is.

export type Size = (text: string) => number

export const inBytes: Size = text => Buffer.byteLength(text)

export const inCharacters: Size = text => text.length

const ELLIPSIS = '…'

/** The text, or as much of it as fits with an ellipsis; no character is cut in two. */
export function fitted(text: string, most: number, size: Size): string {
  if (size(text) <= most) return text
  const room = most - size(ELLIPSIS)
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter('zh').segment(text)) {
    used += size(segment)
    if (used > room) break
    kept += segment
  }
  return room < 0 ? '' : `${kept}${ELLIPSIS}`
}
