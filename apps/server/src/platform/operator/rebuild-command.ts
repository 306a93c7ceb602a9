// muster rebuild: derives every read row and deadline from the events again and compares.
import { describeDifference } from '../audit/difference.ts'
import { rebuild } from '../audit/rebuild.ts'
import type { AnyStreamType } from '../event-store/types.ts'
import { type OperatorCommand, UsageError } from './operator-command.ts'
import type { WithPlatform } from './token-commands.ts'

const flag = { type: 'boolean', default: false } as const

export function rebuildCommand(
  withPlatform: WithPlatform,
  types: readonly AnyStreamType[],
): OperatorCommand {
  return {
    name: 'rebuild',
    summary: '由事件重算并比对 · derive everything from the events again and compare',
    usage: '--check | --repair',
    help: [
      '--check   只比对；有差异时退出码为 1 · only compares; exit code 1 when something differs',
      '--repair  写回应有的内容 · writes what should be there',
      'On the embedded database stop the server first; the auditor of a running one says the same on /metrics.',
    ],
    options: { check: flag, repair: flag },
    run: async ({ values }, { out, complain }) => {
      const repair = values['repair'] === true
      if (repair === (values['check'] === true)) throw new UsageError('--check | --repair')
      const report = await withPlatform(({ db }) =>
        rebuild({
          db,
          types,
          repair,
          onDifference: difference => complain(describeDifference(difference)),
        }),
      )
      const { streams, events, rows, deadlines, differences, repaired } = report
      out(
        `${streams} streams, ${events} events, ${rows} rows, ${deadlines} deadlines: ${differences} differences, ${repaired} repaired`,
      )
      return differences === repaired ? 0 : 1
    },
  }
}
