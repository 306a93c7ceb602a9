// The nine marks as paths on a square of sixteen: drawn alike on pages, maps and paper.
import type { State } from './marks.ts'

export interface Stroke {
  readonly path: string
  /** Width of the line; without one the path is filled. */
  readonly width?: number
}

const RING: Stroke = { path: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z', width: 2 }

/** ○ ◔ ◑ ● ◆ ✓ ⇄ ▲ ✕ */
export const MARK_SHAPES: Readonly<Record<State, readonly Stroke[]>> = {
  called: [RING],
  signed: [RING, { path: 'M8 8V2a6 6 0 0 1 6 6z' }],
  en_route: [RING, { path: 'M8 2a6 6 0 0 1 0 12z' }],
  on_scene: [{ path: 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z' }],
  done_claimed: [{ path: 'M8 0.5 15.5 8 8 15.5 0.5 8z' }],
  released: [{ path: 'M2.5 8.5 6.5 12.5 13.5 3.5', width: 2.4 }],
  returned: [{ path: 'M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3', width: 1.7 }],
  late: [{ path: 'M8 1 15.5 14.5H0.5z' }],
  defaulted: [{ path: 'M3 3l10 10M13 3 3 13', width: 2.6 }],
}
