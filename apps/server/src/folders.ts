// Tries the folders that settings name before anything is opened, so that a wrong one is told at once.
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, ConfigError } from './config.ts'

/** These are no matter of the setting: the server starts and says itself that there is no room. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT'])

/** Throws a ConfigError that names each setting whose folder cannot be made or written. */
export function checkFolders({ dataDir, keyDir }: Pick<Config, 'dataDir' | 'keyDir'>): void {
  const problems = Object.entries({ MUSTER_DATA_DIR: dataDir, MUSTER_KEY_DIR: keyDir }).flatMap(
    ([setting, folder]) => {
      const fault = faultOf(folder)
      return fault === undefined
        ? []
        : `${setting}: ${folder} 不能用作目录 / cannot be used as a folder: ${fault}`
    },
  )
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
