import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readFindings } from './findings.ts'
import { billOfMaterials } from './sbom.ts'

const ROOT = join(import.meta.dirname, '..', '..')

it('the bill of materials names what the server depends on, with version, licence and digest', () => {
  const bom = billOfMaterials()
  const { dependencies } = JSON.parse(
    readFileSync(join(ROOT, 'apps/server/package.json'), 'utf8'),
  ) as { dependencies: Record<string, string> }
  for (const [name, version] of Object.entries(dependencies)) {
    if (name.startsWith('@muster/')) continue
    const found = bom.components.find(one => one.name === name && one.version === version)
    expect([name, found?.licenses?.length, found?.hashes?.length]).toEqual([name, 1, 1])
  }
  const names = new Set(bom.components.map(({ name }) => name))
  expect(['pino', 'pg-pool', 'lit-html'].filter(name => !names.has(name))).toEqual([])
  expect(['vitest', 'typescript', '@biomejs/biome'].filter(name => names.has(name))).toEqual([])
  const refs = new Set(bom.components.map(one => one['bom-ref']))
  const loose = bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter(ref => !refs.has(ref))
  expect(loose).toEqual([])
})

it('a high or critical finding fails, a lower one does not, and silence is no answer', () => {
  const answer = (severity: string) =>
    JSON.stringify({ vulnerabilities: { bad: { name: 'bad', severity, range: '<1.2.3' } } })
  expect(readFindings(answer('critical'))).toEqual({
    grave: ['bad <1.2.3: critical'],
  })
  expect(readFindings(answer('moderate'))).toEqual({ grave: [] })
  expect(readFindings('{"message":"405 Method Not Allowed"}').silence).toContain('405')
  expect(readFindings('').silence).toBe('npm gave no answer in time')
})
