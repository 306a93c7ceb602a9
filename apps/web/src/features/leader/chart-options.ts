// What the charts show, as ECharts takes it: colours and words are given, so that nothing here looks at a page. Pure.
import type { EChartsCoreOption } from 'echarts/core'

export interface Look {
  readonly ink: string
  readonly quiet: string
  readonly rule: string
  readonly bar: string
  readonly paper: string
  readonly font: string
}

export interface Bar {
  readonly name: string
  readonly value: number
  /** The whole sentence of it. */
  readonly said: string
}

export interface Span {
  readonly name: string
  readonly low: number
  readonly middle: number
  readonly high: number
  readonly said: string
}

const SMALL = 12
const ROW = 28
const PER_CENT = 100

function tooltip(look: Look, said: readonly string[]) {
  return {
    // Drawn into the picture: a box of markup would bring styles that the page does not allow.
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: look.paper,
    borderColor: look.rule,
    textStyle: { color: look.ink, fontFamily: look.font, fontSize: SMALL },
    formatter: ({ dataIndex }: { readonly dataIndex: number }) => said[dataIndex] ?? '',
  }
}

function axes(look: Look) {
  return {
    axisLabel: { color: look.quiet, fontFamily: look.font, fontSize: SMALL, hideOverlap: true },
    axisLine: { lineStyle: { color: look.rule } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: look.rule } },
  }
}

const STILL = {
  animation: false,
  grid: { left: 8, right: 16, top: 8, bottom: 4, containLabel: true },
}

/** One bar a day. */
export function barsOption(bars: readonly Bar[], look: Look): EChartsCoreOption {
  const said = bars.map(bar => bar.said)
  return {
    ...STILL,
    tooltip: tooltip(look, said),
    xAxis: { type: 'category', data: bars.map(({ name }) => name), ...axes(look) },
    yAxis: { type: 'value', minInterval: 1, ...axes(look) },
    series: [
      {
        type: 'bar',
        data: bars.map(({ value }) => value),
        itemStyle: { color: look.bar },
        barMaxWidth: 28,
        cursor: 'pointer',
      },
    ],
  }
}

interface Api {
  readonly value: (dimension: number) => number
  readonly coord: (point: readonly [number, number]) => [number, number]
}

/** A line from the lower to the upper end, and a dot for the share itself. */
function drawSpan(look: Look) {
  return (_: unknown, api: Api) => {
    const row = api.value(3)
    const [from, y] = api.coord([api.value(0), row])
    const [dot] = api.coord([api.value(1), row])
    const [to] = api.coord([api.value(2), row])
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: look.bar, lineWidth: 2 },
    })
    return {
      type: 'group' as const,
      children: [
        line(from, y, to, y),
        line(from, y - 5, from, y + 5),
        line(to, y - 5, to, y + 5),
        { type: 'circle' as const, shape: { cx: dot, cy: y, r: 4 }, style: { fill: look.ink } },
      ],
    }
  }
}

/** Shares with their intervals, in the order of the rows. */
export function spansOption(spans: readonly Span[], look: Look): EChartsCoreOption {
  return {
    ...STILL,
    tooltip: tooltip(
      look,
      spans.map(({ said }) => said),
    ),
    xAxis: {
      type: 'value',
      min: 0,
      max: PER_CENT,
      ...axes(look),
      axisLabel: { ...axes(look).axisLabel, formatter: '{value} %' },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: spans.map(({ name }) => name),
      ...axes(look),
      axisLabel: { ...axes(look).axisLabel, width: 140, overflow: 'truncate', interval: 0 },
      splitLine: { show: false },
    },
    series: [
      {
        type: 'custom',
        renderItem: drawSpan(look),
        data: spans.map(({ low, middle, high }, row) => [
          low * PER_CENT,
          middle * PER_CENT,
          high * PER_CENT,
          row,
        ]),
        encode: { x: [0, 1, 2], y: 3 },
        cursor: 'pointer',
      },
    ],
  }
}

/** As high as its rows need. */
export function heightOf(spans: readonly Span[]): number {
  return spans.length * ROW + 2 * ROW
}
