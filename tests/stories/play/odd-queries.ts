// Every question of the API, asked with what nobody in their senses would send.
import type { ApiClient } from '../../client/client.ts'
import type { Addressed, Parameter } from '../../client/document.ts'

const ODD = ['\u0000', "a'\u0000b", '事', '9'.repeat(40), '-1', '__proto__']

/** Cursors that look like the server's own. */
const FORGED = [[1.5, 'a'], [1e300, 'a'], [0, 'a\u0000'], ['x', 'y'], 7].map(parts =>
  Buffer.from(JSON.stringify(parts)).toString('base64url'),
)

/** So that it is the question that is odd, and not where it is asked. */
const DISTRICT = '110117'

export interface OddAnswer {
  readonly target: string
  readonly status: number
  readonly isForged: boolean
  readonly body: string
}

/** What is asked besides has the value that the document shows. */
function requiredOf({ parameters }: Addressed): URLSearchParams {
  const query = new URLSearchParams()
  for (const { name, schema, required, in: place } of parameters)
    if (required && place === 'query') query.set(name, String(schema.examples?.[0] ?? '1'))
  return query
}

function targetsOf(operation: Addressed, { name, in: place }: Parameter): readonly string[] {
  return (name === 'cursor' ? FORGED : ODD).map(value => {
    const query = requiredOf(operation)
    if (place === 'query') query.set(name, value)
    const inPath = place === 'path' ? encodeURIComponent(value) : 'a'
    const path = place === 'path' ? operation.path : operation.path.replace('{district}', DISTRICT)
    return `${path.replace(/\{\w+\}/g, inPath)}?${query}`
  })
}

/** Asks each question once for every parameter and odd value; streams are left out. */
export async function askOddly(client: ApiClient, token: string): Promise<readonly OddAnswer[]> {
  const answers: OddAnswer[] = []
  const asked = [...client.operations.values()]
    .filter(({ method, path }) => method === 'get' && !path.endsWith('/live'))
    .flatMap(operation =>
      operation.parameters
        .filter(parameter => parameter.in !== 'header')
        .flatMap(parameter =>
          targetsOf(operation, parameter).map(target => ({ target, name: parameter.name })),
        ),
    )
  for (const { target, name } of asked) {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(new URL(target, client.url), { headers })
    const body = await answer.text()
    answers.push({ target, status: answer.status, isForged: name === 'cursor', body })
  }
  return answers
}
