import { expect, test } from 'vitest'
import { Housekeeping } from './housekeeping.ts'

test('a task that fails does not keep the others from their work', async () => {
  const done: string[] = []
  const faults: unknown[] = []
  const failure = new Error('no disk')
  const keeping = new Housekeeping({
    tasks: [
      () => Promise.reject(failure),
      () => {
        done.push('second')
        return Promise.resolve()
      },
    ],
    onFault: error => faults.push(error),
  })
  await keeping.round()
  await keeping.close()
  expect({ done, faults }).toEqual({ done: ['second'], faults: [failure] })
})
