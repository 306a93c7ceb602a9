// The part of the contract that knows no noun of the mechanism: how text, ids, instants, places, pages
// and problems look on the wire. The platform may import this and nothing else of it.
export { duration } from './kernel/duration.ts'
export { divisionCode, id, idempotencyKey } from './kernel/id.ts'
export { instant, setDisplayOffset, toEpochMs, toRfc3339 } from './kernel/instant.ts'
export { cursor, page, pageQuery } from './kernel/page.ts'
export { type Point, point } from './kernel/place.ts'
export { line, type TextLimits, text } from './kernel/text.ts'
export { type Problem, problem } from './problem.ts'
