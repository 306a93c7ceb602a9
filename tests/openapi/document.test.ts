// The document explains itself: every operation, parameter and field, with examples that hold.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  type ApiDocument,
  bodySchemaOf,
  type Json,
  operationsOf,
  resolved,
  type Schema,
} from '../client/document.ts'
import { exampleOf } from '../client/example.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { ROOT } from '../harness/paths.ts'

let server: DemoServer | undefined
let document: ApiDocument

beforeAll(async () => {
  server = await startDemoServer({ at: '2017-01-17T08:30:00+08:00' })
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as ApiDocument
})
afterAll(() => server?.stop())

type Visit = (schema: Schema, path: string) => void

function walk(schema: Schema, path: string, visit: Visit): void {
  visit(schema, path)
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    walk(property, `${path}.${name}`, visit)
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    walk(part, path, visit)
  if (schema.items) walk(schema.items, `${path}[]`, visit)
  if (typeof schema.additionalProperties === 'object')
    walk(schema.additionalProperties, `${path}{}`, visit)
}

function walkAll(visit: Visit): void {
  for (const [name, schema] of Object.entries(document.components.schemas))
    walk(schema, name, visit)
  for (const operation of operationsOf(document)) {
    const { operationId, parameters, responses } = operation
    for (const { name, schema } of parameters) walk(schema, `${operationId}?${name}`, visit)
    const body = bodySchemaOf(operation)
    if (body) walk(body, operationId, visit)
    for (const [status, answer] of Object.entries(responses)) {
      const schema = answer.content?.['application/json']?.schema
      if (schema) walk(schema, `${operationId}>${status}`, visit)
    }
  }
}

/** A description of its own, or that of the component it refers to. */
function isDescribed(schema: Schema): boolean {
  if (schema.description !== undefined || schema.$ref !== undefined) return true
  if (schema.items?.$ref !== undefined) return true
  return (schema.anyOf ?? []).some(isDescribed)
}

test('every operation has a summary, and every parameter a description', () => {
  const misses = operationsOf(document).flatMap(({ operationId, summary, parameters }) => [
    ...(summary === '' ? [operationId] : []),
    ...parameters
      .filter(({ description, schema }) => !description && !isDescribed(schema))
      .map(({ name }) => `${operationId} ${name}`),
  ])
  expect(misses).toEqual([])
})

test('every schema and every field has a description', () => {
  const misses = Object.entries(document.components.schemas)
    .filter(([, schema]) => schema.description === undefined)
    .map(([name]) => name)
  walkAll((schema, path) => {
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      if (!isDescribed(property)) misses.push(`${path}.${name}`)
  })
  expect(misses).toEqual([])
})

const REFERENCE = /#\/components\/schemas\/(\w+)/g

/** The components that a schema refers to, and those that they refer to. */
function componentsIn(schema: Schema, found = new Map<string, Schema>()) {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(REFERENCE)) {
    const component = document.components.schemas[name]
    if (component === undefined || found.has(name)) continue
    found.set(name, component)
    componentsIn(component, found)
  }
  return found
}

/** The schema with its components at hand, as the validator wants them; with all of them it takes minutes. */
function validatorOf(schema: Schema) {
  const local = JSON.stringify({ ...schema, $defs: Object.fromEntries(componentsIn(schema)) })
  return z.fromJSONSchema(JSON.parse(local.replaceAll('#/components/schemas/', '#/$defs/')))
}

test('every example is valid under its own schema', () => {
  const wrong: string[] = []
  const seen = new Set<string>()
  let checked = 0
  walkAll((schema, path) => {
    if (schema.examples === undefined) return
    const text = JSON.stringify(schema)
    if (seen.has(text)) return
    seen.add(text)
    const validator = validatorOf(schema)
    for (const example of schema.examples) {
      checked += 1
      if (!validator.safeParse(example).success) wrong.push(`${path}: ${JSON.stringify(example)}`)
    }
  })
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(100)
})

test('every body can be written from its examples alone', () => {
  const unknown: string[] = []
  for (const operation of operationsOf(document)) {
    const schema = bodySchemaOf(operation)
    if (schema === undefined) continue
    try {
      const example: Json = exampleOf(document, schema, operation.operationId)
      expect(validatorOf(schema).safeParse(example).error).toBeUndefined()
    } catch (error) {
      unknown.push(`${operation.operationId}: ${(error as Error).message}`)
    }
  }
  expect(unknown).toEqual([])
})

/** Has an example, or can only be what its type says; an object is judged by its fields. */
function isShown(given: Schema): boolean {
  const schema = resolved(document, given)
  if (given.examples ?? schema.examples ?? schema.enum ?? schema.properties) return true
  if (schema.const !== undefined || schema.default !== undefined) return true
  if (schema.type === 'boolean' || schema.type === 'null') return true
  if (schema.items) return isShown(schema.items)
  if (typeof schema.additionalProperties === 'object') return isShown(schema.additionalProperties)
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null')
  return choices.some(isShown)
}

test('every field and parameter has an example', () => {
  const misses = new Set<string>()
  for (const { operationId, parameters } of operationsOf(document))
    for (const { name, schema } of parameters)
      if (!isShown(schema)) misses.add(`${operationId} ${name}`)
  walkAll((schema, path) => {
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      if (schema.examples === undefined && !isShown(property)) misses.add(`${path}.${name}`)
  })
  expect([...misses]).toEqual([])
})

test('every body is shown whole, and the example is one that is taken', () => {
  const wrong = operationsOf(document).flatMap(({ operationId, requestBody }) => {
    const { schema, example } = requestBody?.content?.['application/json'] ?? {}
    if (schema === undefined) return []
    if (example === undefined) return `${operationId}: no example`
    const { error } = validatorOf(schema).safeParse(example)
    return error ? `${operationId}: ${z.prettifyError(error)}` : []
  })
  expect(wrong).toEqual([])
})

test('a wrong example would be found', () => {
  const schema = { type: 'string', maxLength: 3, examples: ['long'] } as const
  expect(validatorOf(schema).safeParse('long').success).toBe(false)
})

test('the client knows no address and no operation by itself', () => {
  const ids = operationsOf(document).map(({ operationId }) => operationId)
  for (const file of globSync('tests/client/*.ts', { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, file), 'utf8')
    expect(text).not.toMatch(/\/api\b/)
    expect(ids.filter(id => new RegExp(`\\b${id}\\b`).test(text))).toEqual([])
  }
})
