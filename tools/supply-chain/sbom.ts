// `npm run sbom`: what a deployment is made of, as CycloneDX JSON; `-- --out FILE` writes a file.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Deployed, deployedPackages, refOf } from './deployed.ts'

/** Read from package-lock.json alone: no network, and the same text for the same lock file. */
export function billOfMaterials() {
  const root = join(import.meta.dirname, '..', '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(root, 'utf8')) as Record<string, string>
  const packages = deployedPackages()
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${name}@${version}`,
        name,
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components: packages.map(toComponent),
    dependencies: packages.map(one => ({ ref: refOf(one), dependsOn: one.needs })),
  }
}

function toComponent(one: Deployed) {
  const { name, version, license, integrity } = one
  return {
    type: 'library',
    'bom-ref': refOf(one),
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license === undefined ? {} : { licenses: [toLicence(license)] }),
    ...(integrity === undefined ? {} : { hashes: [toHash(integrity)] }),
  }
}

function toLicence(license: string) {
  return /[ ()]/.test(license) ? { expression: license } : { license: { id: license } }
}

/** npm writes `sha512-` and base64, CycloneDX the name of the algorithm and hexadecimal. */
function toHash(integrity: string) {
  const [, bits = '', digest = ''] = /^sha(\d+)-(\S+)/.exec(integrity) ?? []
  return { alg: `SHA-${bits}`, content: Buffer.from(digest, 'base64').toString('hex') }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } })
  const text = `${JSON.stringify(billOfMaterials(), null, 2)}\n`
  if (values.out === undefined) process.stdout.write(text)
  else writeFileSync(values.out, text)
}
