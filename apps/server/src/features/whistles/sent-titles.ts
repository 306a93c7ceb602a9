// Titles in lists as they are sent on: who reported is looked up only for rows that the reader sees as a department alone.
import type { CaseState } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { maskPersonal } from '../../mechanism/masking/mask-personal.ts'
import type { Sight } from '../../mechanism/oversight.ts'
import { knownReporters } from '../../mechanism/reporter.ts'
import type { SendWords } from '../../mechanism/sent-words.ts'
import type { Language } from '../../mechanism/story/words.ts'

interface TitledRow {
  readonly case_id: string
  readonly caller: string
  readonly areas: readonly string[]
  readonly commanders: readonly string[]
}

async function caseStates(edge: Edge, ids: readonly string[]) {
  const keys = ids.map(id => streamOf('case', id))
  const view = await edge.platform.executor.view(keys)
  const states = new Map<string, CaseState>()
  for (const key of keys) {
    const state = view.state<CaseState>(key)
    const living = state.status === 'merged' ? (await edge.survivorOf(key.id)).state : state
    states.set(key.id, living)
  }
  return states
}

export async function sendTitles(
  edge: Edge,
  rows: readonly TitledRow[],
  reader: { readonly sight: Sight; readonly language: Language },
): Promise<(row: TitledRow) => SendWords> {
  const { within, office, overseen } = reader.sight
  const isAlone = ({ caller, areas, commanders }: TitledRow) =>
    !within.includes(caller) &&
    !commanders.includes(office) &&
    !areas.some(area => overseen.some(one => one === area))
  const ids = [...new Set(rows.filter(isAlone).map(row => row.case_id))]
  const states = ids.length === 0 ? new Map<string, CaseState>() : await caseStates(edge, ids)
  return row => text => {
    if (!isAlone(row)) return text
    const state = states.get(row.case_id)
    return maskPersonal(text, state ? knownReporters(edge, state) : [], reader.language)
  }
}
