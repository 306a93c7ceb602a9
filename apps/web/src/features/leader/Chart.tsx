// One chart in its place: a picture with a name; whoever does not see it has the table beside it.
import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { useTheme } from '../../ui/theme.ts'
import type { Look } from './chart-options.ts'
import { leaderWords } from './words.ts'

interface ChartProps {
  readonly label: string
  readonly height: number
  /** Made anew for another theme, with its colours. */
  readonly optionFor: (look: Look) => EChartsCoreOption
  readonly onPick: (index: number) => void
}

function lookOf(box: HTMLElement): Look {
  const style = getComputedStyle(box)
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: read('ink'),
    quiet: read('ink-2'),
    rule: read('rule'),
    bar: read('ink-3'),
    paper: read('raised'),
    font: read('font'),
  }
}

export function Chart({ label, height, optionFor, onPick }: ChartProps) {
  const say = useWords(leaderWords)
  const theme = useTheme()
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])
  useEffect(() => {
    const place = box.current
    if (place === null) return undefined
    let isGone = false
    let dispose: (() => void) | undefined
    import('./draw-chart.ts')
      .then(({ drawChart }) => {
        if (isGone) return
        const drawn = drawChart(place, optionFor(lookOf(place)), at => pick.current(at))
        place.dataset['drawn'] = theme
        dispose = drawn.dispose
      })
      .catch(() => setFailed(true))
    return () => {
      isGone = true
      dispose?.()
    }
  }, [optionFor, theme])
  return (
    <>
      <div
        ref={box}
        className="leader-chart"
        role="img"
        aria-label={label}
        style={{ blockSize: height }}
      />
      {hasFailed && <p className="leader-quiet">{say('noChart')}</p>}
    </>
  )
}
