// One round of forgetting: everything whose time has come, by the policies in force now.
import type { Platform } from '../../platform/feature.ts'
import { eraseAudit } from './erase-audit.ts'
import { eraseFiles } from './erase-files.ts'
import { erasePhotos } from './erase-photos.ts'
import { erasePositions } from './erase-positions.ts'
import { eraseReporters, eraseRosterWords, eraseWords } from './erase-words.ts'
import type { Eraser } from './erasing.ts'
import { cutoffs } from './policies.ts'

export async function retentionRound(
  platform: Pick<Platform, 'db' | 'vault' | 'auditTrail' | 'executor' | 'clock' | 'files'>,
): Promise<void> {
  const now = platform.clock.now()
  const eraser: Eraser & Pick<Platform, 'files'> = { ...platform, now }
  const until = await cutoffs(platform.db, now)
  await erasePositions(eraser, until.raw_positions)
  await eraseReporters(eraser, until.reporter_identity)
  await eraseWords(eraser, until.free_text)
  await eraseRosterWords(eraser, until.free_text)
  await eraseFiles(eraser, until.files)
  await erasePhotos(eraser, until.files)
  await eraseAudit(eraser, until.audit)
}
