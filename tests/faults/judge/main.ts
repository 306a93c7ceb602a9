// The judge: a process of its own that loads the servers, keeps its own log, and holds them to it.

import { check } from './check.ts'
import { Ledger } from './ledger.ts'
import { Load } from './load.ts'
import type { Order, Report } from './protocol.ts'

let ledger: Ledger | undefined
let tokens: Readonly<Record<string, string>> = {}
let load: Load | undefined
let loads = 0
const checked = new Set<string>()

const tell = (report: Report) => process.send?.(report)

async function obey(order: Order): Promise<void> {
  if (order.do === 'begin') {
    ledger = new Ledger(order.log)
    tokens = order.tokens
    tell({ is: 'begun' })
    return
  }
  if (ledger === undefined) throw new Error('begin comes first')
  if (order.do === 'load') {
    loads += 1
    const onAcknowledged = (count: number) => tell({ is: 'acknowledged', count })
    load = new Load({ ledger, tokens, order, name: String(loads), onAcknowledged })
    load.start()
  } else if (order.do === 'halt') {
    const halted = await load?.halt()
    if (halted !== undefined) tell({ is: 'halted', ...halted })
  } else {
    const { urls, everything } = order
    tell({ is: 'checked', ...(await check({ ledger, tokens, urls, everything, checked })) })
  }
}

process.on('message', order => {
  obey(order as Order).catch((error: Error) => tell({ is: 'failed', why: error.stack ?? '' }))
})
process.on('disconnect', () => process.exit())
