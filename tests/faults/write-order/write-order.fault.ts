// Under strace: no answer of success leaves before the database's log is synced; and the control without syncs.

import { type Fault, FaultSkipped } from '../fault.ts'
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
    if (verdict.early.length > 0) throw new Error(`too early: ${verdict.early[0]}`)
    if (verdict.successes < requests) throw new Error('the trace missed answers')
    if (control.early.length === 0) throw new Error('the control passed: this test proves nothing')
  },
}
