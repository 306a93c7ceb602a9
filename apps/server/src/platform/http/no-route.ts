// What is answered where no route takes a request: the address may be wrong, or only the method.
import { ProblemError } from './problems.ts'
import type { HttpApp } from './types.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Answered before a body is read. What is told comes of the routes alone, which the API document
 * names anyway: whether there is anything behind an address that names a thing is not looked at.
 */
export function refuseUnrouted(app: HttpApp): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done()
    const methods = methodsAt(app, request.url)
    if (methods.length === 0) throw new ProblemError({ code: 'no_such_route' })
    reply.header('allow', [...methods, 'OPTIONS'].join(', '))
    if (request.method === 'OPTIONS') return reply.code(204).send()
    throw new ProblemError({ code: 'method_not_allowed' })
  })
}

function methodsAt(app: HttpApp, url: string): readonly string[] {
  return METHODS.filter(method => app.findRoute({ method, url }) !== null)
}
