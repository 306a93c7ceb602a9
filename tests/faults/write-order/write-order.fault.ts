// Under strace: no answer of success leaves before the database's log is synced; and the control without syncs.

import { type Fault, FaultSkipped } from '../fault.ts'
import { traceCityServer } from './city-server-trace.ts'
import { traceInsertServer } from './insert-server-trace.ts'
import { hasStrace } from './trace-server.ts'

export const writeOrder: Fault = {
  name: 'write-order',
  what: 'no 2xx before the log that it rests on is on the disk',
  run: async form => {
    if (!hasStrace()) {
      throw new FaultSkipped('strace is not installed (Debian and Ubuntu: apt-get install strace)')
    }
    const requests = form.isShort ? 100 : 2000
    const verdict = await traceInsertServer(requests, true)
    form.say(
      `with syncs: ${verdict.successes} answers, ${verdict.logWrites} writes and ${verdict.logSyncs} syncs of the log, ${verdict.early.length} answers too early`,
    )
    const control = await traceInsertServer(form.isShort ? 20 : 200, false)
    form.say(`control, without syncs: ${control.early.length} of ${control.successes} too early`)
    const real = await traceCityServer(form.isShort ? 40 : 1000)
    form.say(
      `the real server: ${real.successes} answers, ${real.logWrites} writes and ${real.logSyncs} syncs of the log, ${real.early.length} answers too early`,
    )
    if (real.early.length > 0) throw new Error(`too early: ${real.early[0]}`)
    if (real.successes < (form.isShort ? 40 : 1000)) throw new Error('the trace missed answers')
    if (verdict.early.length > 0) throw new Error(`too early: ${verdict.early[0]}`)
    if (verdict.successes < requests) throw new Error('the trace missed answers')
    if (control.early.length === 0) throw new Error('the control passed: this test proves nothing')
  },
}
