import { describe, expect, it } from 'vitest'
import { Problem, unreachable } from '../../api/problem.ts'
import { ActKey } from './act-run.ts'

const refusal = (code: string, status: number) =>
  new Problem({ code, title: code, detail: '', status })

/** Answers by turn; what was sent stands in `keys`. */
function stage(answers: readonly (string | Problem)[], isProved = true) {
  const keys: string[] = []
  let made = 0
  let asked = 0
  const parts = {
    newKey: () => {
      made += 1
      return `k${made}`
    },
    prove: () => {
      asked += 1
      return Promise.resolve(isProved)
    },
    send: (key: string) => {
      const answer = answers[keys.length] ?? 'done'
      keys.push(key)
      return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer)
    },
  }
  return { keys, parts, asked: () => asked }
}

describe('the key of an act', () => {
  it('stays the same until somebody answered', async () => {
    const { keys, parts } = stage([
      unreachable(new TypeError('cut')),
      refusal('draining', 503),
      'done',
    ])
    const key = new ActKey()
    expect(await key.run(parts)).toMatchObject({ is: 'refused', problem: { code: 'unreachable' } })
    expect(await key.run(parts)).toMatchObject({ is: 'refused', problem: { code: 'draining' } })
    expect(await key.run(parts)).toEqual({ is: 'done', answer: 'done' })
    expect(keys).toEqual(['k1', 'k1', 'k1'])
  })

  it('is another one after a refusal, whose words may have been mended', async () => {
    const { keys, parts } = stage([refusal('invalid_input', 422), 'done'])
    const key = new ActKey()
    await key.run(parts)
    await key.run(parts)
    expect(keys).toEqual(['k1', 'k2'])
  })
})

describe('a fresh proof', () => {
  it('is asked for once, and the act is sent again with its key', async () => {
    const { keys, parts, asked } = stage([refusal('step_up_required', 403), 'done'])
    expect(await new ActKey().run(parts)).toEqual({ is: 'done', answer: 'done' })
    expect([keys, asked()]).toEqual([['k1', 'k1'], 1])
  })

  it('that is given up leaves everything as it is', async () => {
    const { keys, parts } = stage([refusal('step_up_required', 403)], false)
    expect(await new ActKey().run(parts)).toEqual({ is: 'left' })
    expect(keys).toEqual(['k1'])
  })

  it('that did not help is told, not asked for again', async () => {
    const stale = refusal('step_up_required', 403)
    const { parts, asked } = stage([stale, stale])
    expect(await new ActKey().run(parts)).toEqual({ is: 'refused', problem: stale })
    expect(asked()).toBe(1)
  })
})
