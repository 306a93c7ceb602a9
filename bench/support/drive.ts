// Starts the load generators, each a process of its own.
import type { ClosedLoop, ClosedResult } from '../load/closed-loop.ts'
import type { OpenLoop, OpenResult } from '../load/open-loop.ts'
import { runChild } from './child.ts'

const CLOSED = new URL('../load/closed-loop.ts', import.meta.url)
const OPEN = new URL('../load/open-loop.ts', import.meta.url)

/** Departments of each whistle of the load; the mean of published whistles is between three and five. */
export const DEPARTMENTS = 4
export const CONNECTIONS = 64

export async function closedLoop(
  of: Pick<ClosedLoop, 'port' | 'castFile' | 'warmSeconds' | 'seconds'>,
): Promise<ClosedResult> {
  const result = await runChild<ClosedResult>(CLOSED, {
    connections: CONNECTIONS,
    departments: DEPARTMENTS,
    ...of,
  } satisfies ClosedLoop)
  const refused = Object.entries(result.refused)
  if (refused.length > 0)
    throw new Error(`commands were refused: ${refused.map(each => each.join(' × ')).join(', ')}`)
  return result
}

export async function openLoop(
  of: Omit<OpenLoop, 'departments' | 'connections'>,
): Promise<OpenResult> {
  const settings: OpenLoop = { connections: CONNECTIONS, departments: DEPARTMENTS, ...of }
  const result = await runChild<OpenResult>(OPEN, settings)
  if (result.refused > 0) throw new Error(`${result.refused} commands were refused`)
  return result
}
