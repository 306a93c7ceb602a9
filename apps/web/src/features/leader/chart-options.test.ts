import { describe, expect, it } from 'vitest'
import { barsOption, heightOf, type Look, spansOption } from './chart-options.ts'

const LOOK: Look = {
  ink: '#111',
  quiet: '#555',
  rule: '#ccc',
  bar: '#777',
  paper: '#fff',
  font: 'sans-serif',
}

const DAYS = [
  { name: '1', value: 2, said: 'Two on the first' },
  { name: '2', value: 0, said: 'None on the second' },
]

describe('the charts', () => {
  it('show one bar a day, and say in words what it counts', () => {
    const option = barsOption(DAYS, LOOK) as {
      series: { data: number[] }[]
      tooltip: { renderMode: string; formatter: (of: { dataIndex: number }) => string }
    }
    expect(option.series[0]?.data).toEqual([2, 0])
    expect(option.tooltip.formatter({ dataIndex: 1 })).toBe('None on the second')
    expect(option.tooltip.renderMode).toBe('richText')
  })

  it('show shares from nothing to all, in the order of the rows, whatever the shares', () => {
    const spans = [
      { name: 'a', low: 0.2, middle: 0.3, high: 0.45, said: '' },
      { name: 'b', low: 0.8, middle: 0.9, high: 0.95, said: '' },
    ]
    const option = spansOption(spans, LOOK) as {
      xAxis: { min: number; max: number }
      yAxis: { data: string[] }
      series: { data: number[][] }[]
    }
    expect([option.xAxis.min, option.xAxis.max]).toEqual([0, 100])
    expect(option.yAxis.data).toEqual(['a', 'b'])
    expect(option.series[0]?.data[1]?.map(Math.round)).toEqual([80, 90, 95, 1])
    expect(heightOf(spans)).toBeGreaterThan(heightOf(spans.slice(1)))
  })
})
