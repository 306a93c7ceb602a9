// 200 power cuts of the embedded database under load (20 in the short form), and the control without syncs.

import type { Fault, FaultForm } from '../fault.ts'
import { citySubject } from './city-subject.ts'
import { type CutReport, cutPower, isWhole, type PowerCutOptions } from './cut-power.ts'
import { insertSubject } from './insert-subject.ts'

const insertsPerRound = 400
const casesPerRound = 60
/** Of either, before the power is cut under load. */
const leastShare = 1 / 3

interface Size {
  readonly rounds: number
  readonly cutsPerRound: number
  readonly least: number
}

/** How to cut one subject, whatever it is. */
type Cutter = (options: PowerCutOptions) => Promise<readonly CutReport[]>

export const powerCut: Fault = {
  name: 'power-cut',
  what: 'the disk under the server and its keys forgets what was not synced',
  run: async form => {
    const size = form.isShort ? { rounds: 1, cutsPerRound: 3 } : { rounds: 20, cutsPerRound: 10 }
    const subject = citySubject(casesPerRound)
    const least = Math.ceil(casesPerRound * leastShare)
    await cutAndControl(form, {
      ...size,
      least,
      what: 'the server',
      cut: o => cutPower(subject, o),
    })
  },
}

export const powerCutOfRows: Fault = {
  name: 'power-cut-rows',
  what: 'the disk of the embedded database forgets what was not synced',
  run: async form => {
    const size = form.isShort ? { rounds: 1, cutsPerRound: 5 } : { rounds: 20, cutsPerRound: 10 }
    const subject = insertSubject(insertsPerRound)
    const least = Math.ceil(insertsPerRound * leastShare)
    await cutAndControl(form, {
      ...size,
      least,
      what: 'single rows',
      cut: o => cutPower(subject, o),
    })
  },
}

async function cutAndControl(
  form: FaultForm,
  {
    what,
    cut,
    rounds,
    cutsPerRound,
    least,
  }: Size & { readonly what: string; readonly cut: Cutter },
): Promise<void> {
  const { seed } = form
  const onCut = (report: CutReport) => {
    if (!isWhole(report)) form.say(`lost: ${JSON.stringify(report)}`)
  }
  const reports = await cut({ rounds, cutsPerRound, seed, least, sync: true, onCut })
  form.say(summary(`${what}, with syncs`, reports))
  const controls = form.isShort ? 2 : 10
  const control = await cut({ rounds: 1, cutsPerRound: controls, seed, least, sync: false })
  form.say(summary(`${what}, control without syncs`, control))
  const bad = reports.filter(report => !isWhole(report))
  if (bad.length > 0) {
    throw new Error(`${bad.length} cuts lost something; run again with --seed ${seed}`)
  }
  if (control.every(isWhole)) throw new Error('the control lost nothing: this test proves nothing')
}

function summary(what: string, reports: readonly CutReport[]): string {
  const sum = (field: 'acknowledged' | 'missing') =>
    reports.reduce((total, report) => total + report[field], 0)
  const blank = reports.filter(report => report.unsynced === 'forgotten').length
  const broken = reports.filter(report => report.broken !== undefined).length
  return `${what}: ${reports.length} cuts (${blank} forgot all that was not synced, the others a random part), ${sum('acknowledged')} acknowledged things looked for, ${sum('missing')} missing, ${broken} databases could not be read`
}
