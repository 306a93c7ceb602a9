// Who may import whom. Every relative import is resolved to the file it names, so that no path
// around a layer's border goes unseen.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

const ROOT = resolve(process.argv[2] ?? join(import.meta.dirname, '..', '..'))

/** A layer, the paths that belong to it, and what its files may import besides the layer itself. */
interface Layer {
  readonly name: string
  readonly files: RegExp
  /** Names of layers; `packages` stands for what npm brings, `node` for Node's own modules. */
  readonly mayImport: readonly string[]
  readonly because: string
}

// The first that matches counts.
const LAYERS: readonly Layer[] = [
  {
    name: 'test',
    files: /\.test\.tsx?$|\/testing(-[a-z-]+)?\.ts$|^(tests|bench|tools)\/|^[^/]+\.config\.ts$/,
    mayImport: ['*'],
    because: 'tests may look at everything',
  },
  {
    name: 'domain',
    files: /^packages\/domain\/src\//,
    mayImport: [],
    because: 'the domain imports nothing but itself',
  },
  {
    name: 'wire',
    files: /^packages\/contract\/src\/(wire|problem)\.ts$|^packages\/contract\/src\/kernel\//,
    // The domain's notion of an instant, and no more: tools/check/platform-words.ts sees to that.
    mayImport: ['domain', 'package:zod'],
    because: 'the wire formats are made of instants and zod',
  },
  {
    name: 'contract',
    files: /^packages\/contract\/src\//,
    mayImport: ['domain', 'wire', 'package:zod'],
    because: 'the contract is made of the domain and zod',
  },
  {
    name: 'testkit',
    files: /^packages\/testkit\/src\//,
    mayImport: ['domain', 'packages', 'node'],
    because: 'the testkit knows the domain only',
  },
  {
    name: 'composition',
    files: /^apps\/server\/src\/[^/]+\.ts$/,
    mayImport: ['*'],
    because: 'main.ts, cli.ts and the files beside them put everything together',
  },
  {
    name: 'platform',
    files: /^apps\/server\/src\/platform\//,
    mayImport: ['wire', 'packages', 'node'],
    because: 'platform knows no feature and no domain word',
  },
  {
    name: 'mechanism',
    files: /^apps\/server\/src\/mechanism\//,
    mayImport: ['domain', 'contract', 'wire', 'platform', 'packages', 'node'],
    because: 'what features share of the mechanism knows none of them',
  },
  {
    name: 'feature',
    files: /^apps\/server\/src\/features\/[^/]+\//,
    mayImport: ['mechanism', 'domain', 'contract', 'wire', 'platform', 'packages', 'node'],
    because: 'features do not import each other; the shared part belongs to a layer below',
  },
  {
    name: 'web entry',
    files: /^apps\/web\/src\/(desk|field|public)\//,
    mayImport: [
      'web feature',
      'web desk part',
      'web public part',
      'web part',
      'web base',
      'domain',
      'packages',
    ],
    because: 'an entry puts pages together, of its own and of features, and knows no other entry',
  },
  {
    name: 'web feature',
    files: /^apps\/web\/src\/features\/[^/]+\//,
    mayImport: ['web desk part', 'web public part', 'web part', 'web base', 'domain', 'packages'],
    because:
      'features do not import each other; the shared part belongs to ui/, desk-ui/ or public-ui/',
  },
  {
    name: 'web desk part',
    files: /^apps\/web\/src\/desk-ui\//,
    mayImport: ['web part', 'web base', 'domain', 'packages'],
    because: 'parts of the desk know no page',
  },
  {
    name: 'web public part',
    files: /^apps\/web\/src\/public-ui\//,
    mayImport: ['web part', 'web base', 'domain', 'packages'],
    because: 'parts of the public entry know no page',
  },
  {
    name: 'web part',
    files: /^apps\/web\/src\/ui\//,
    mayImport: ['web base', 'domain', 'packages'],
    because: 'parts that all entries use know no page and no component library',
  },
  {
    name: 'web base',
    // Shapes come from the API document: the contract's zod schemas would weigh more than a page.
    files: /^apps\/web\/src\/(api|i18n)\//,
    mayImport: ['domain', 'packages'],
    because: 'the client and the words know no page',
  },
]

/** What weighs too much for a phone, and where it may be imported all the same. */
const HEAVY = /^(antd|@ant-design\/|echarts)/
const MAY_BE_HEAVY = /^apps\/web\/src\/(desk|desk-ui|features)\//

// A statement begins its line, as the formatter writes it: words of a text that look alike are none.
const IMPORT =
  /(?:^(?:import|export)\b[^'"\n]*?\bfrom\s*|^\}\s*from\s*|^import\s*|\bimport\s*\(\s*)(['"])([^'"\n]+)\1/gm

const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: ROOT })
  .map(file => file.split(sep).join('/'))
  .sort()
const problems = sources.flatMap(problemsOf)
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

function problemsOf(file: string): string[] {
  const layer = layerOf(file)
  if (layer === undefined) return [`${file} belongs to no layer; see tools/check/layers.ts`]
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(IMPORT)]
    .map(([, , specifier = '']) => specifier)
    .filter(specifier => !isAllowed(file, layer, specifier))
    .map(specifier => `${file} imports ${specifier}: ${layer.because}`)
}

function layerOf(file: string): Layer | undefined {
  return LAYERS.find(({ files }) => files.test(file))
}

function isAllowed(file: string, layer: Layer, specifier: string): boolean {
  if (layer.mayImport.includes('*')) return true
  if (HEAVY.test(specifier) && !MAY_BE_HEAVY.test(file)) return false
  if (specifier.startsWith('node:')) return layer.mayImport.includes('node')
  const target = targetOf(file, specifier)
  if (target === undefined) {
    return layer.mayImport.includes('packages') || layer.mayImport.includes(`package:${specifier}`)
  }
  const other = layerOf(target)
  if (other === undefined || other.name === 'test') return false
  if (other.name === layer.name) return isSelfContained(layer, file, target)
  return layer.mayImport.includes(other.name)
}

/** The file that a specifier names inside the repository; undefined for a package of npm's. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    return relative(ROOT, resolve(ROOT, dirname(file), specifier))
      .split(sep)
      .join('/')
  }
  const [, workspace, entry = 'index'] = /^@muster\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  if (workspace === undefined) return undefined
  return `${workspace === 'server' ? 'apps' : 'packages'}/${workspace}/src/${entry}.ts`
}

/** Features and entries import nothing of their like; other layers may import within themselves. */
function isSelfContained({ name }: Layer, a: string, b: string): boolean {
  const partOf = (path: string) => /\/(?:features\/([^/]+)|(desk|field|public))\//.exec(path)?.[0]
  return !/feature|entry/.test(name) || partOf(a) === partOf(b)
}
