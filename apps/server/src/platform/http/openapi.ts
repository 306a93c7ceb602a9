// The OpenAPI 3.1 document, written from the routes and their zod schemas as they are registered.
import { idempotencyKey, problem } from '@muster/contract/wire'
import type { RouteOptions } from 'fastify'
import { z } from 'zod'
import { LANGUAGE_TAG } from './language.ts'
import { exampleOf } from './openapi-example.ts'
import type { Problems } from './problems.ts'

declare module 'fastify' {
  interface FastifySchema {
    /** Stable name of the operation; clients are generated with it. */
    operationId?: string
    tags?: readonly string[]
    summary?: string
    description?: string
    /** Left out of the API document. */
    hide?: boolean
  }
}

type JsonSchema = Record<string, unknown>
type Operation = Record<string, unknown>

export interface ApiInfo {
  readonly title: string
  readonly version: string
  readonly description: string
  readonly tags: readonly { readonly name: string; readonly description: string }[]
}

const COMMAND_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Is the route an act that Idempotency-Key guards? */
export function isCommand(route: Pick<RouteOptions, 'url' | 'method' | 'config'>): boolean {
  const isAct = COMMAND_METHODS.has(String(route.method)) && route.url.startsWith('/api/')
  return route.config?.command ?? isAct
}

export interface ApiDocument {
  add(route: RouteOptions): void
  /** The whole document as text; written once, when first asked for after all routes are there. */
  toJson(): string
}

export function createApiDocument(info: ApiInfo, problems: Problems): ApiDocument {
  const components = new Map<string, JsonSchema>()
  const routes: RouteOptions[] = []
  let text: string | undefined
  return {
    add: route => {
      if (route.schema === undefined || route.schema.hide === true || route.method === 'HEAD')
        return
      routes.push(route)
      text = undefined
    },
    toJson: () => {
      text ??= JSON.stringify(toDocument(info, problems, routes, components))
      return text
    },
  }
}

function toDocument(
  { title, version, description, tags }: ApiInfo,
  problems: Problems,
  routes: readonly RouteOptions[],
  components: Map<string, JsonSchema>,
) {
  const paths: Record<string, Record<string, Operation>> = {}
  const seen = new Set<string>()
  toSchema(problem, components)
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const operation = toOperation(route, problems, components)
    if (seen.has(operation.operationId)) {
      throw new Error(`operationId ${operation.operationId} is used twice`)
    }
    seen.add(operation.operationId)
    paths[path] = { ...paths[path], [String(route.method).toLowerCase()]: operation }
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags,
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'API token, `mus_…`' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-muster-session',
          description: 'Of a browser that logged in; without https the name has no `__Host-`',
        },
      },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

function toOperation(
  route: RouteOptions,
  problems: Problems,
  components: Map<string, JsonSchema>,
): Operation & { operationId: string } {
  const { schema = {}, config = {} } = route
  if (schema.operationId === undefined) {
    throw new Error(`${String(route.method)} ${route.url} has no operationId`)
  }
  const body = schema.body instanceof z.ZodType ? schema.body : undefined
  const scoped = typeof config.access === 'object' ? config.access : undefined
  return {
    operationId: schema.operationId,
    tags: schema.tags ?? [],
    summary: schema.summary ?? '',
    ...(schema.description === undefined ? {} : { description: schema.description }),
    ...securityOf(config.access),
    ...(scoped === undefined ? {} : { 'x-scope': scoped.scope }),
    ...(scoped?.stepUp === true ? { 'x-step-up': true } : {}),
    parameters: toParameters(route, components),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.safeParse(undefined).success,
            content: { 'application/json': shownWhole(toSchema(body, components), components) },
          },
        }),
    responses: { ...toAnswers(schema.response, components), ...toRefusals(route, problems) },
    ...config.openapi,
  }
}

/** The schema of a body, with a body that fits it. */
function shownWhole(schema: JsonSchema, components: ReadonlyMap<string, JsonSchema>): JsonSchema {
  return { schema, example: exampleOf(schema, components) }
}

type Access = NonNullable<RouteOptions['config']>['access']

function securityOf(access: Access): { readonly security?: readonly unknown[] } {
  if (access === 'public') return { security: [] }
  return access === 'session' ? { security: [{ session: [] }] } : {}
}

function toParameters(route: RouteOptions, components: Map<string, JsonSchema>): JsonSchema[] {
  const parameters = [
    ...fieldsOf(route.schema?.params, 'path', components),
    ...fieldsOf(route.schema?.querystring, 'query', components),
    ...fieldsOf(route.schema?.headers, 'header', components),
  ]
  if (isCommand(route)) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      ...describedSchema(toSchema(idempotencyKey, components)),
    })
  }
  parameters.push({
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'Language of titles, details and stories',
    schema: { type: 'string', default: LANGUAGE_TAG.zh, examples: Object.values(LANGUAGE_TAG) },
  })
  return parameters
}

function fieldsOf(
  schema: unknown,
  place: 'path' | 'query' | 'header',
  components: Map<string, JsonSchema>,
): JsonSchema[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    ...describedSchema(toSchema(field as z.ZodType, components)),
  }))
}

function describedSchema({ description, ...schema }: JsonSchema): JsonSchema {
  return description === undefined ? { schema } : { description, schema }
}

function toAnswers(response: unknown, components: Map<string, JsonSchema>): JsonSchema {
  const answers: JsonSchema = {}
  for (const [status, schema] of Object.entries(response ?? {})) {
    if (!(schema instanceof z.ZodType)) continue
    const description = schema.meta()?.description ?? 'Done'
    const isEmpty = schema instanceof z.ZodUndefined || schema instanceof z.ZodNull
    answers[status] = isEmpty
      ? { description }
      : { description, content: { 'application/json': { schema: toSchema(schema, components) } } }
  }
  return answers
}

/** Every route can fail; which refusals it names are listed under their statuses. */
function toRefusals(route: RouteOptions, problems: Problems): JsonSchema {
  const codes = [...commonCodes(route), ...(route.config?.refusals ?? [])]
  const byStatus = new Map<number, string[]>()
  for (const code of codes) {
    const entry = problems.find(code)
    if (entry === undefined) throw new Error(`${route.url} names an unknown refusal ${code}`)
    byStatus.set(entry.status, [
      ...(byStatus.get(entry.status) ?? []),
      `\`${code}\`: ${entry.en[0]} · ${entry.zh[0]}`,
    ])
  }
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  }
  const named = [...byStatus].map(([status, lines]) => [
    String(status),
    { description: lines.join('  \n'), content },
  ])
  return { ...Object.fromEntries(named), default: { description: 'A problem', content } }
}

function commonCodes(route: RouteOptions): string[] {
  const { schema, config } = route
  const codes: string[] = []
  if (schema?.body !== undefined) codes.push('invalid_input', 'unknown_field')
  if (isCommand(route)) codes.push('idempotency_key_missing', 'idempotency_key_reused')
  if (config?.access !== 'public') codes.push('unauthenticated')
  if (typeof config?.access === 'object') codes.push('scope_missing')
  if (typeof config?.access === 'object' && config.access.stepUp) {
    codes.push('step_up_required', 'token_not_enough')
  }
  return codes
}

/** JSON Schema of what goes over the wire; schemas with an id become components. */
function toSchema(schema: z.ZodType, components: Map<string, JsonSchema>): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...written
  } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      // How many there are is said by `maxItems`; renderers stumble over items that are no schema.
      const [first] = jsonSchema.prefixItems ?? []
      if (first !== undefined && jsonSchema.items === false) jsonSchema.items = first
    },
  }) as JsonSchema
  for (const [id, definition] of Object.entries($defs ?? {})) {
    addComponent(components, id, relinked(definition))
  }
  return relinked(written)
}

function addComponent(components: Map<string, JsonSchema>, id: string, schema: JsonSchema): void {
  const known = components.get(id)
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two different schemas are named ${id}`)
  }
  components.set(id, schema)
}

function relinked(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema
}
