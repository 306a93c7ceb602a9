// One temporary directory for all that the faults write; it goes when they end.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const workspace = mkdtempSync(join(tmpdir(), 'muster-faults-'))

export function freshDir(): string {
  return mkdtempSync(join(workspace, 'data-'))
}

export function removeWorkspace(): void {
  rmSync(workspace, { recursive: true, force: true })
}
