// Which of a form's fields a problem is about; the server names them as paths: `departments.0`, `period.to`.
import type { Problem } from '../../api/problem.ts'

export type FieldName = readonly (string | number)[]

export interface AtField {
  readonly name: FieldName
  readonly message: string
}

const NUMBER = /^\d+$/

export function toFieldName(path: string): FieldName {
  return path.split('.').map(part => (NUMBER.test(part) ? Number(part) : part))
}

/** The longest registered beginning of the path. */
function findField(path: string, known: readonly FieldName[]): FieldName | undefined {
  const wanted = toFieldName(path)
  return known
    .filter(name => name.every((part, at) => String(part) === String(wanted[at])))
    .toSorted((a, b) => b.length - a.length)[0]
}

/** What stands at fields, and whether there is more to say on top of the form. */
export function placeProblem(
  problem: Problem,
  known: readonly FieldName[],
  renamed: Readonly<Record<string, string>> = {},
): { readonly atFields: readonly AtField[]; readonly hasRest: boolean } {
  const said =
    problem.errors.length > 0
      ? problem.errors.map(({ field, message }) => ({ field, message }))
      : [{ field: problem.field ?? '', message: problem.title }]
  const placed = said.map(({ field, message }) => {
    const name = findField(renamed[field] ?? field, known)
    return name === undefined ? undefined : { name, message }
  })
  const atFields = placed.filter(one => one !== undefined)
  // Of one refusal, the title stands at the field and what to do about it on top.
  return { atFields, hasRest: atFields.length < said.length || problem.errors.length === 0 }
}
