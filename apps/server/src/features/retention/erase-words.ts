// Who reported, the words of a case and its whistles, and of rosters: their keys are destroyed when their time has come.
import type { CaseState } from '@muster/domain'
import { streamOf } from '../../mechanism/ids.ts'
import { reportsOf } from '../../mechanism/reporter.ts'
import { subjectOf } from '../../platform/vault/vault.ts'
import { eraseMonths } from './erase-months.ts'
import { type Eraser, recordErasure, restingCases } from './erasing.ts'

async function caseState({ executor }: Eraser, id: string): Promise<CaseState> {
  const key = streamOf('case', id)
  return (await executor.view([key])).state<CaseState>(key)
}

export async function eraseReporters(eraser: Eraser, cutoff: number): Promise<void> {
  for (const { district, id } of await restingCases(eraser.db, 'reporter_identity', cutoff)) {
    for (const { reporter } of reportsOf(await caseState(eraser, id))) {
      const subject = reporter === undefined ? undefined : subjectOf(reporter)
      if (subject !== undefined) await eraser.vault.destroy(subject)
    }
    await recordErasure(eraser, { district, category: 'reporter_identity', subject: id })
  }
}

/** Texts are sealed under the case, the cases that were merged into it, and the whistles of all of them. */
function subjectsOf(state: CaseState): readonly string[] {
  if (state.status !== 'open' && state.status !== 'closed') return []
  const texts = state.reports.flatMap(({ text }) => subjectOf(text) ?? [])
  return [...new Set<string>([state.id, ...state.absorbed, ...state.whistles, ...texts])]
}

export async function eraseWords(eraser: Eraser, cutoff: number): Promise<void> {
  for (const { district, id } of await restingCases(eraser.db, 'free_text', cutoff)) {
    for (const subject of subjectsOf(await caseState(eraser, id)))
      await eraser.vault.destroy(subject)
    await recordErasure(eraser, { district, category: 'free_text', subject: id })
  }
}

/** Why somebody else answered for a while: a roster has no end after which its words could rest. */
export async function eraseRosterWords(eraser: Eraser, cutoff: number): Promise<void> {
  const [row] = await eraser.db.query<{ first: number }>(
    'select recorded_at as first from events order by position limit 1',
  )
  await eraseMonths(eraser, { category: 'free_text', prefix: 'roster', since: row?.first }, cutoff)
}
