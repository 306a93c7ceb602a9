// How a refusal of the mechanism becomes an entry of the problem registry: its status and its words.
import type { RefusalCode } from '@muster/domain'
import type { ProblemEntry, ProblemTable, Words } from '../../platform/http/problems.ts'

/** Some of the codes; all parts together must have every one. */
export type PartOfTable = Partial<ProblemTable<RefusalCode>>

type Entry = (zh: Words, en: Words) => ProblemEntry

/** Not there, or not for this caller to see. */
export const unknown: Entry = (zh, en) => ({ status: 404, zh, en })

/** Seen, and not theirs to do. */
export const forbidden: Entry = (zh, en) => ({ status: 403, zh, en })

/** Sensible, and not now: the state of things is against it. */
export const conflict: Entry = (zh, en) => ({ status: 409, zh, en })

/** The command itself cannot be right, whenever it comes. */
export const unfit: Entry = (zh, en) => ({ status: 422, zh, en })
