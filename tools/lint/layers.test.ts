// Plants one violation of each enforced rule and sees the check that the project runs refuse it.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makePlantedCopy, type PlantedCopy } from './planted-copy.ts'

// Each test starts a program or two; a busy machine takes its time over them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let copy: PlantedCopy
beforeEach(() => {
  copy = makePlantedCopy()
})
afterEach(() => copy.remove())

const layers = () => copy.judge('tools/check/layers.ts', '.')
const words = () => copy.judge('tools/check/platform-words.ts', '.')
const biome = () =>
  copy.judge('node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings', '.')
const pureTypes = () =>
  copy.judge('node_modules/typescript/bin/tsc', '-p', 'packages/domain/tsconfig.pure.json')

const domain = 'packages/domain/src/whistle/planted.ts'
const platform = 'apps/server/src/platform/planted.ts'
const feature = 'apps/server/src/features/whistles/planted.ts'

describe('layers', () => {
  test.each([
    ['domain imports Node', domain, `import 'node:fs'`],
    ['domain imports a package', domain, `import { z } from 'zod'\nexport const a = z`],
    ['domain imports the contract', domain, `export * from '@muster/contract'`],
    ['domain climbs out of its folder', domain, `export * from '../../../contract/src/index.ts'`],
    ['domain imports at run time', domain, `export const late = () => import('zod')`],
    ['contract imports the server', 'packages/contract/src/a.ts', `import '@muster/server'`],
    ['contract imports fastify', 'packages/contract/src/a.ts', `import type {} from 'fastify'`],
    ['contract imports Node', 'packages/contract/src/a.ts', `import 'node:fs'`],
    ['platform imports a feature', platform, `import '../features/whistles/routes.ts'`],
    ['platform imports the domain', platform, `import type { A } from '@muster/domain'`],
    ['platform imports the contract', platform, `import { whistle } from '@muster/contract'`],
    ['platform imports the composition', platform, `import '../main.ts'`],
    [
      'the shared mechanism imports a feature',
      'apps/server/src/mechanism/a.ts',
      `import '../features/a/b.ts'`,
    ],
    ['a feature imports another', feature, `import '../grades/routes.ts'`],
    ['a feature goes round by the root', feature, `import '../../features/grades/routes.ts'`],
    ['a feature imports the composition', feature, `import '../../main.ts'`],
    ['code imports a test', feature, `import './whistles.test.ts'`],
  ])('%s', (_, path, code) => {
    copy.plant(path, code)
    expect(layers()).toEqual({ clean: false, said: expect.stringContaining(path) })
  })

  test('control: what is allowed passes', () => {
    copy.plant(domain, `import './other.ts'\nexport * from '../kernel/time.ts'`)
    copy.plant('packages/contract/src/a.ts', `import 'zod'\nimport '@muster/domain'`)
    copy.plant(platform, `import 'node:fs'\nimport 'fastify'\nimport '@muster/contract/wire'`)
    copy.plant(feature, `import './sub/view.ts'\nimport '../../platform/log.ts'`)
    copy.plant('apps/server/src/main.ts', `import './features/whistles/routes.ts'`)
    expect(layers()).toEqual({ clean: true, said: '' })
  })
})

describe('the platform holds no word of the mechanism', () => {
  test.each(['whistleId', 'a summons', 'DEPARTMENTS', 'subDistrict'])('%s', word => {
    copy.plant(platform, `// ${word}`)
    expect(words()).toEqual({ clean: false, said: expect.stringContaining(`${platform}:1`) })
  })

  test('control: other words pass', () => {
    copy.plant(platform, '// a stream of events, an outgoing job, a reader that is dropped')
    expect(words()).toEqual({ clean: true, said: '' })
  })
})

describe('the domain is pure', () => {
  test.each([
    'new Date()',
    'Date.now()',
    'Math.random()',
    'crypto.randomUUID()',
    'performance.now()',
    'setTimeout(() => 1, 1)',
    'Promise.resolve(1)',
    'await Promise.all([])',
  ])('%s', expression => {
    copy.plant(domain, `export const planted = ${expression}`)
    expect(biome().said).toContain('The domain is pure')
  })

  test.each(['process.env', `fetch('')`, 'new URL("a:b")', 'console', 'globalThis.Buffer'])(
    '%s has no type there',
    expression => {
      copy.plant(domain, `export const planted = ${expression}`)
      expect(pureTypes().said).toContain('error TS')
    },
  )

  test('control: arithmetic passes', () => {
    copy.plant(domain, 'export const later = (now: number) => new Date(now + 1).getTime()')
    expect(biome().said).not.toContain('planted.ts')
    expect(pureTypes().clean).toBe(true)
  })
})

describe('the rest of the lint', () => {
  test.each([
    ['noUndeclaredDependencies', platform, `import 'left-pad'`],
    ['noProcessEnv', platform, `export const port = process.env['PORT']`],
    ['noDefaultExport', platform, 'export default 1'],
    ['noEnum', platform, 'export enum A { B }'],
    ['noExplicitAny', platform, 'export const a: any = 1'],
    ['noNonNullAssertion', platform, 'export const a = (b?: number) => b!'],
    ['noConsole', platform, 'export const a = () => console.log(1)'],
    ['noForEach', platform, 'export const a = (b: number[]) => b.forEach(c => c)'],
    [
      'useErrorCause',
      platform,
      'export function a() { try { a() } catch (e) { throw new Error() } }',
    ],
    ['noExcessiveLinesPerFile', platform, 'export const a = 1\n'.repeat(401)],
    ['useFilenamingConvention', 'apps/server/src/platform/not_kebab.ts', 'export const a = 1'],
  ])('%s', (rule, path, code) => {
    copy.plant(path, code)
    expect(biome().said).toContain(`/${rule}`)
  })
})
