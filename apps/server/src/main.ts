// Starts the server, tells whoever started it what to do next, and stops it gently.
import { CONFIG_EXIT_CODE, type Config, ConfigError, readConfig } from './config.ts'
import { AWAY_EXIT_CODE, DatabaseAwayError } from './database-at-start.ts'
import { createFeatures } from './features.ts'
import { checkFolders } from './folders.ts'
import { createLogger } from './platform/log.ts'
import { type RunningServer, startServer } from './server.ts'

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function complain(...lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`)
}

function tellStarted(config: Config, server: RunningServer): void {
  const database = config.databaseUrl === undefined ? config.dataDir : 'PostgreSQL'
  say(
    '',
    '吹哨报到 Muster',
    `  地址 address    ${server.url}`,
    `  接口 API        ${server.url}/docs`,
    ...(server.metricsUrl === undefined ? [] : [`  指标 metrics    ${server.metricsUrl}`]),
    `  数据 data       ${database}`,
    ...(config.isDemo
      ? ['  演示城市：人员和事件均为虚构 · demo city: people and events are invented']
      : []),
    '',
    ...server.intro,
    ...(server.intro.length === 0 ? [] : ['']),
    'Ctrl+C 停止 · stops',
  )
}

function stopOnSignal(server: RunningServer): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    say(`${signal}: 正在收尾 · finishing what is in flight`)
    server
      .stop()
      .then(() => {
        process.exitCode = 0
      })
      .catch((error: unknown) => {
        complain(`停止时出错 · stopping failed: ${String(error)}`)
        process.exitCode = 1
      })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** What a person can do about a failed start, where we know; where it broke only to those who ask. */
function explain(error: unknown, config: Config | undefined): string[] {
  if (!(error instanceof Error)) return [String(error)]
  const { message, stack, syscall } = error as NodeJS.ErrnoException
  const isAway = error instanceof DatabaseAwayError
  const isAsked = config?.logLevel === 'debug' || config?.logLevel === 'trace'
  return [
    syscall === 'listen' || syscall === 'getaddrinfo' ? explainAddress(message, config) : message,
    isAway ? '数据库恢复后再启动即可 · start again once the database can be reached' : '',
    isAsked ? (stack ?? '') : 'MUSTER_LOG_LEVEL=debug 显示更多 · shows more',
  ].filter(line => line !== '')
}

function explainAddress(message: string, config: Config | undefined): string {
  const { host, port, metrics } = config ?? {}
  return [
    message,
    '网络地址或端口不可用，请另设 · an address or port cannot be used; set another:',
    `  MUSTER_HOST=${host} PORT=${port}`,
    ...(metrics
      ? [`  MUSTER_METRICS_HOST=${metrics.host} MUSTER_METRICS_PORT=${metrics.port}`]
      : []),
  ].join('\n')
}

async function main(): Promise<void> {
  let config: Config | undefined
  try {
    config = readConfig()
    say('正在启动 · starting …')
    checkFolders(config)
    const server = await startServer(config, createFeatures(config), createLogger(config.logLevel))
    tellStarted(config, server)
    stopOnSignal(server)
  } catch (error) {
    if (error instanceof ConfigError) {
      complain('设置有误，没有启动 · not started, a setting is wrong:')
      complain(...error.problems.map(problem => `  ${problem}`))
      complain('  docs/guides/settings.md')
      process.exitCode = CONFIG_EXIT_CODE
      return
    }
    complain('没有启动 · not started:', ...explain(error, config))
    // Whoever waits for it must not wait for something that was left open.
    process.exit(error instanceof DatabaseAwayError ? AWAY_EXIT_CODE : 1)
  }
}

await main()
