// muster forget: destroys the key of one subject, so that nobody can read again what was said of it.
import { type OperatorCommand, required, UsageError } from './operator-command.ts'
import type { WithPlatform } from './token-commands.ts'

const CITY_WIDE = '000000'
const MOST_REASON = 500

/** What a subject is called, in words, for the help. */
export interface SubjectWords {
  readonly subject: string
  readonly words: string
}

export function forgetCommand(
  withPlatform: WithPlatform,
  subjects: readonly SubjectWords[],
): OperatorCommand {
  return {
    name: 'forget',
    summary: '销毁密钥 · make what was said of one subject unreadable for ever',
    usage: 'SUBJECT --reason TEXT',
    help: [
      '对象 · subjects:',
      ...subjects.map(({ subject, words }) => `  ${subject.padEnd(34)}${words}`),
      '',
      '事件、时间线和核对都不受影响，原文处注明已删除；不可恢复，备份中的密钥也须销毁。',
      'Events, timelines and rebuild --check stay as they are; the place of the words is marked as erased.',
      'There is no way back. A backup of MUSTER_KEY_DIR still has the key until it is destroyed there too.',
      'The reason goes into the audit trail.',
      'On the embedded database stop the server first; beside PostgreSQL running servers forget within a second.',
    ],
    options: { reason: { type: 'string' } },
    positionals: true,
    run: async (input, { out, complain }) => {
      const [subject, ...more] = input.positionals
      if (subject === undefined || more.length > 0) throw new UsageError('SUBJECT ?')
      const reason = required(input, 'reason')
      if (reason.length > MOST_REASON) throw new UsageError(`--reason: > ${MOST_REASON}`)
      const hadKey = await withPlatform(async ({ vault, auditTrail, clock }) => {
        const destroyed = await vault.destroy(subject)
        await auditTrail.recordAudit({
          at: clock.now(),
          person: 'operator',
          district: CITY_WIDE,
          act: 'key_destroyed',
          subject,
          purpose: reason,
          outcome: destroyed ? 'done' : 'failed',
        })
        return destroyed
      })
      if (hadKey) out(`已销毁 · destroyed: ${subject}`)
      else
        complain(`没有这个对象的密钥，或已销毁 · no key of ${subject}, or it was destroyed before`)
      return hadKey ? 0 : 1
    },
  }
}
