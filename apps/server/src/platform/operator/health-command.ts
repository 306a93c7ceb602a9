// muster health: asks a running server whether it is well.
import { healthAnswer } from '../http/health.ts'
import type { OperatorCommand } from './operator-command.ts'

export function healthCommand(defaultUrl: string): OperatorCommand {
  return {
    name: 'health',
    summary: '运行状况 · is the server well? exit code 0 ready, 1 degraded or worse',
    usage: '[--url URL]',
    help: [`Without --url: ${defaultUrl}`],
    options: { url: { type: 'string', default: defaultUrl } },
    run: async ({ values }, { out, complain }) => {
      const url = `${String(values['url']).replace(/\/$/, '')}/health/ready`
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
        const health = healthAnswer.parse(await response.json())
        out(health.status)
        for (const check of health.checks) {
          out(`  ${check.ok ? 'ok  ' : 'not '} ${check.name} ${check.why ?? ''}`.trimEnd())
        }
        return health.status === 'ready' ? 0 : 1
      } catch (error) {
        complain(`${url}: ${(error as Error).message}`)
        return 1
      }
    },
  }
}
