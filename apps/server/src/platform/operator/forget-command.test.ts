import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../audit-trail/types.ts'
import type { Platform } from '../feature.ts'
import { forgetCommand } from './forget-command.ts'
import { runOperator } from './operator-command.ts'

const SUBJECTS = [{ subject: 'person:ID', words: 'a person' }]

async function forget(...args: readonly string[]) {
  const keys = new Set(['person:7'])
  const recorded: AuditEntry[] = []
  // What the command uses of a platform, and no more.
  const platform = {
    vault: { destroy: (subject: string) => Promise.resolve(keys.delete(subject)) },
    auditTrail: {
      recordAudit: (entry: AuditEntry) => {
        recorded.push(entry)
        return Promise.resolve()
      },
    },
    clock: { now: () => 5 },
  } as unknown as Platform
  const said: string[] = []
  const say = (line: string) => {
    said.push(line)
  }
  const commands = [forgetCommand(work => work(platform), SUBJECTS)]
  const code = await runOperator(commands, ['forget', ...args], { out: say, complain: say })
  return { code, said: said.join('\n'), recorded, left: keys.size }
}

describe('muster forget', () => {
  test('destroys the key and records who was forgotten and why', async () => {
    const { code, left, recorded } = await forget('person:7', '--reason', '依法删除')
    expect([code, left]).toEqual([0, 0])
    expect(recorded).toEqual([
      {
        at: 5,
        person: 'operator',
        district: '000000',
        act: 'key_destroyed',
        subject: 'person:7',
        purpose: '依法删除',
        outcome: 'done',
      },
    ])
  })

  test('says when there was no key, and records that it was tried', async () => {
    const { code, said, recorded } = await forget('person:8', '--reason', '依法删除')
    expect([code, recorded[0]?.outcome]).toEqual([1, 'failed'])
    expect(said).toContain('person:8')
  })

  test.each([
    [['person:7']],
    [['--reason', '依法删除']],
    [['person:7', 'person:8', '--reason', '依法删除']],
    [['person:7', '--reason', 'x'.repeat(501)]],
  ])('destroys nothing when asked as %j', async args => {
    expect(await forget(...args)).toMatchObject({ code: 2, left: 1, recorded: [] })
  })

  test('explains itself', async () => {
    const { code, said } = await forget('--help')
    expect(code).toBe(0)
    for (const words of ['SUBJECT --reason TEXT', 'person:ID', 'no way back'])
      expect(said).toContain(words)
  })
})
