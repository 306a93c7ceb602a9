// Loaded before the server: its wall clock is off by what a file says, and can be moved while it runs.

import { readFileSync } from 'node:fs'

const file = process.env['MUSTER_TEST_CLOCK_SKEW'] ?? ''
const trueNow = Date.now.bind(Date)
let skewMs = read()

setInterval(() => {
  skewMs = read()
}, 50).unref()

function read(): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0
  } catch {
    return 0
  }
}

Date.now = () => trueNow() + skewMs
