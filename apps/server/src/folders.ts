// Tries the folders and the program that settings name before anything is opened, so that a wrong one is told at once.
import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, ConfigError } from './config.ts'

/** These are no matter of the setting: the server starts and says itself that there is no room. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT'])

type Places = Pick<Config, 'dataDir' | 'keyDir' | 'chromium'>

/** Throws a ConfigError that names each setting whose folder cannot be made or written, or whose program cannot be run. */
export function checkFolders({ dataDir, keyDir, chromium }: Places): void {
  const problems = Object.entries({ MUSTER_DATA_DIR: dataDir, MUSTER_KEY_DIR: keyDir }).flatMap(
    ([setting, folder]) => {
      const fault = faultOf(folder)
      return fault === undefined
        ? []
        : `${setting}: ${folder} 不能用作目录 / cannot be used as a folder: ${fault}`
    },
  )
  const isNamed = chromium !== '' && chromium !== 'off'
  if (isNamed && !isProgram(chromium))
    problems.push(`MUSTER_CHROMIUM: ${chromium} 不是可运行的程序 / is no program that can be run`)
  if (problems.length > 0) throw new ConfigError(problems)
}

/**
 * Makes a folder in it, or in what is there of the way to it, and takes it away again. Node's `mkdir` of
 * all levels at once is no such trial: where a parent takes no folders, as `/proc`, it never returns.
 */
function faultOf(folder: string): string | undefined {
  try {
    rmdirSync(mkdtempSync(join(folder, '.muster-')))
    return undefined
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (NO_ROOM.has(code)) return undefined
    const parent = dirname(folder)
    if (code !== 'ENOENT' || parent === folder || existsSync(folder)) return message
    return faultOf(parent)
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
