// The part of ECharts that our charts need; fetched when the first one is shown.
import { BarChart, CustomChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use as install } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

install([BarChart, CustomChart, GridComponent, TooltipComponent, CanvasRenderer])

export interface DrawnChart {
  readonly dispose: () => void
}

/** Draws into a box, and again whenever the box changes its size. */
export function drawChart(
  box: HTMLElement,
  option: EChartsCoreOption,
  onPick: (index: number) => void,
): DrawnChart {
  const chart = init(box)
  chart.setOption(option)
  chart.on('click', ({ dataIndex }) => {
    if (typeof dataIndex === 'number') onPick(dataIndex)
  })
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(box)
  return {
    dispose: () => {
      watch.disconnect()
      chart.dispose()
    },
  }
}
