import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { isFresh } from './commands.ts'

it.each([
  ['"v3"', true],
  ['W/"v3"', true],
  ['"v1", "v3"', true],
  ['*', true],
  ['"v4"', false],
  ['v3', false],
  ['', false],
  [undefined, false],
])('whoever sends If-None-Match %s has version 3: %s', (header, expected) => {
  const request = { headers: { 'if-none-match': header } } as FastifyRequest
  expect(isFresh(request, 3)).toBe(expected)
})
