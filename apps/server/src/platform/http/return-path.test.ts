import { describe, expect, it } from 'vitest'
import { safeReturnPath } from './return-path.ts'

describe('the way back after logging in', () => {
  it.each(['/', '/desk?case=c-110101-1#notes', '/街道'])('%j stays', path => {
    expect(decodeURI(safeReturnPath(path, '/no'))).toBe(path)
  })

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'desk',
    '',
    undefined,
    ['/desk'],
    `/${'x'.repeat(3000)}`,
  ])('%j leads nowhere else', path => {
    expect(safeReturnPath(path, '/home')).toBe('/home')
  })
})
