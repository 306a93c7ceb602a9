// How something fares that is no summons – a channel, a message, a monitor – told by shape, colour and word.
import { MARK_SHAPES } from '../../ui/mark-shapes.ts'
import type { State } from '../../ui/marks.ts'
import '../../ui/state-mark.css'

/** From nothing yet to wrong: `wrong` is the filled warning, and means that somebody has to look. */
export type Fare = 'idle' | 'begun' | 'under_way' | 'good' | 'done' | 'over' | 'wrong' | 'failed'

const SHAPE_OF = {
  idle: 'called',
  begun: 'signed',
  under_way: 'en_route',
  good: 'on_scene',
  done: 'done_claimed',
  over: 'released',
  wrong: 'late',
  failed: 'defaulted',
} as const satisfies Record<Fare, State>

export function FareMark({ fare, word }: { readonly fare: Fare; readonly word: string }) {
  const shape = SHAPE_OF[fare]
  return (
    <span className="state-mark" data-state={shape}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {MARK_SHAPES[shape].map(({ path, width }) => (
          <path
            key={path}
            d={path}
            fill={width === undefined ? 'currentColor' : 'none'}
            stroke={width === undefined ? 'none' : 'currentColor'}
            strokeWidth={width}
          />
        ))}
      </svg>
      <span>{word}</span>
    </span>
  )
}
