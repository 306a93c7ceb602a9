// One department's lane, and the axis that all lanes of a whistle share.
import { momentOf, timeOf } from '../../i18n/formats.ts'
import { useLanguage } from '../../i18n/words.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import './lanes.css'
import { type Axis, type Lane, placeOn, ticksOf } from './lanes.ts'

const DAY_MS = 86_400_000

interface TrackProps {
  readonly lane: Lane
  readonly axis: Axis
  /** What people call a clock. */
  readonly nameOf: (clock: string) => string
}

/** Hidden from screen readers: the story beside it says the same in sentences. */
export function Track({ lane, axis, nameOf }: TrackProps) {
  const tag = useLanguage()
  const at = (moment: number) => `${placeOn(axis, moment) ?? 0}%`
  const now = placeOn(axis, axis.now)
  return (
    <div className="lane-track" aria-hidden="true">
      {lane.stretches.map(({ state, from, to }) => (
        <span
          key={`${state}${from}`}
          className="lane-stretch"
          data-state={state}
          style={{ insetInlineStart: at(from), inlineSize: `calc(${at(to)} - ${at(from)})` }}
        />
      ))}
      {lane.dues.map(({ clock, at: due, isMissed }) =>
        placeOn(axis, due) === undefined ? null : (
          <span
            key={clock}
            className="lane-due"
            data-missed={isMissed}
            title={`${nameOf(clock)} ${timeOf(tag, due)}`}
            style={{ insetInlineStart: at(due) }}
          />
        ),
      )}
      {lane.marks.map(mark => (
        <span
          key={`${mark.state}${mark.at}`}
          className="lane-mark"
          title={mark.sentence}
          style={{ insetInlineStart: at(mark.at) }}
        >
          <StateMark state={mark.state} of="" />
        </span>
      ))}
      {now !== undefined && <span className="lane-now" style={{ insetInlineStart: `${now}%` }} />}
    </div>
  )
}

export function AxisLine({ axis }: { readonly axis: Axis }) {
  const tag = useLanguage()
  const isLong = axis.to - axis.from > DAY_MS
  return (
    <div className="lane lane-axis" aria-hidden="true">
      <div className="lane-track">
        {ticksOf(axis).map(tick => (
          <span key={tick} style={{ insetInlineStart: `${placeOn(axis, tick) ?? 0}%` }}>
            {isLong ? momentOf(tag, tick) : timeOf(tag, tick)}
          </span>
        ))}
      </div>
    </div>
  )
}
