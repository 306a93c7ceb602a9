// Puts a Brotli and a gzip form beside every file that gets smaller by it.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(?:m?js|css|svg|json|webmanifest|geojson|pbf|txt)$/
const SMALLEST = 1000
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

export async function compressAll(folder: string): Promise<void> {
  const files = globSync('**/*', { cwd: folder }).filter(file => TEXT.test(file))
  await Promise.all(files.map(file => compress(join(folder, file))))
}

async function compress(file: string): Promise<void> {
  const bytes = readFileSync(file)
  if (bytes.length < SMALLEST) return
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  writeFileSync(`${file}.br`, await brotli(bytes, { params }))
  writeFileSync(`${file}.gz`, await zip(bytes, { level: 9 }))
}
