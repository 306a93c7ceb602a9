// Writes a whole body from the examples of its fields, as somebody who reads the document would begin one.

interface Schema {
  readonly $ref?: string
  readonly type?: unknown
  readonly examples?: readonly unknown[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** What is required, with the first example of each; fields that may be left out are left out. */
export function exampleOf(given: Schema, components: ReadonlyMap<string, Schema>): unknown {
  const schema = { ...resolved(given, components), ...given }
  const said = [...(schema.examples ?? []), schema.const, ...(schema.enum ?? [])]
  const [first] = said.filter(value => value !== undefined)
  if (first !== undefined) return first
  const { properties, required = [], items } = schema
  if (properties !== undefined) {
    return Object.fromEntries(
      required.map(name => [name, exampleOf(properties[name] ?? {}, components)]),
    )
  }
  if (items !== undefined) return [exampleOf(items, components)]
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice !== undefined) return exampleOf(choice, components)
  return schema.type === 'boolean' ? true : {}
}

function resolved(schema: Schema, components: ReadonlyMap<string, Schema>): Schema {
  if (schema.$ref === undefined) return schema
  const found = components.get(schema.$ref.replace('#/components/schemas/', '')) ?? {}
  return resolved(found, components)
}
