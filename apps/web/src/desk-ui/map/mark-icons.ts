// The marks of the states as pictures for the map, in the colours of the page.

import type { Colour } from '../../ui/map/base-map.ts'
import { MARK_SHAPES } from '../../ui/mark-shapes.ts'
import { STATES, type State } from '../../ui/marks.ts'

const SIDE = 20
const DENSITY = 2
const HALO = 3

const TOKENS: Readonly<Record<State, string>> = {
  called: 'state-called',
  signed: 'state-signed',
  en_route: 'state-en-route',
  on_scene: 'state-on-scene',
  done_claimed: 'state-done',
  released: 'state-released',
  returned: 'state-returned',
  late: 'warn',
  defaulted: 'state-defaulted',
}

export interface Icon {
  readonly state: State
  readonly image: ImageData
  readonly density: number
}

export function drawIcons(colour: Colour): readonly Icon[] {
  return STATES.map(state => ({ state, image: draw(state, colour), density: DENSITY }))
}

/** With a rim of paper, so that it stands out from borders and names; a warning has a rim of ink. */
function draw(state: State, colour: Colour): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE * DENSITY
  canvas.height = SIDE * DENSITY
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser draws nothing')
  context.scale(DENSITY, DENSITY)
  context.translate((SIDE - 16) / 2, (SIDE - 16) / 2)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  const rim = colour(state === 'late' ? 'on-warn' : 'raised')
  for (const { path, width = 0 } of MARK_SHAPES[state]) {
    context.strokeStyle = rim
    context.lineWidth = width + (state === 'late' ? HALO / 2 : HALO)
    context.stroke(new Path2D(path))
  }
  for (const { path, width } of MARK_SHAPES[state]) {
    context.fillStyle = colour(TOKENS[state])
    context.strokeStyle = colour(TOKENS[state])
    context.lineWidth = width ?? 0
    if (width === undefined) context.fill(new Path2D(path))
    else context.stroke(new Path2D(path))
  }
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
