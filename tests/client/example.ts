// A body as the document shows it: the examples of what is required, and nothing that a reader could not know.
import { type ApiDocument, type Json, type JsonObject, resolved, type Schema } from './document.ts'

/** The example of a schema; throws where the document leaves a reader alone. */
export function exampleOf(document: ApiDocument, given: Schema, where = 'body'): Json {
  const [own] = given.examples ?? []
  if (own !== undefined) return own
  const schema = resolved(document, given)
  const [example] = schema.examples ?? []
  if (example !== undefined) return example
  if (schema.const !== undefined) return schema.const
  if (schema.enum?.[0] !== undefined) return schema.enum[0]
  if (schema.properties !== undefined) return exampleObject(document, schema, where)
  if (schema.items !== undefined) return [exampleOf(document, schema.items, `${where}[]`)]
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice !== undefined) return exampleOf(document, choice, where)
  if (schema.type === 'boolean') return false
  // A table of optional entries may be empty.
  if (schema.type === 'object') return {}
  throw new Error(`the document shows no example of ${where}`)
}

function exampleObject(document: ApiDocument, schema: Schema, where: string): JsonObject {
  const entries = (schema.required ?? []).map(name => {
    const property = schema.properties?.[name]
    if (property === undefined) throw new Error(`${where}.${name} is required and not described`)
    return [name, exampleOf(document, property, `${where}.${name}`)] as const
  })
  return Object.fromEntries(entries)
}
