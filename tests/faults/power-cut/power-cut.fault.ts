// 200 power cuts of the embedded database under load (20 in the short form), and the control without syncs.

import type { Fault, FaultForm } from '../fault.ts'
import { type CutReport, cutPower, isWhole } from './cut-power.ts'
import { insertSubject } from './insert-subject.ts'

const insertsPerRound = 400

export const powerCut: Fault = {
  name: 'power-cut',
  what: 'the disk of the embedded database forgets what was not synced',
  run: async form => {
    const rounds = form.isShort ? 4 : 20
    const cutsPerRound = form.isShort ? 5 : 10
    const reports = await cuts(form, { rounds, cutsPerRound, sync: true })
    const bad = reports.filter(report => !isWhole(report))
    form.say(summary('with syncs', reports))
    const control = await cuts(form, {
      rounds: 1,
      cutsPerRound: form.isShort ? 3 : 10,
      sync: false,
    })
    form.say(summary('control, without syncs', control))
    if (bad.length > 0) {
      throw new Error(`${bad.length} cuts lost something; run again with --seed ${form.seed}`)
    }
    if (control.every(isWhole))
      throw new Error('the control lost nothing: this test proves nothing')
  },
}

function cuts(
  form: FaultForm,
  options: { rounds: number; cutsPerRound: number; sync: boolean },
): Promise<readonly CutReport[]> {
  return cutPower(insertSubject(insertsPerRound), {
    ...options,
    seed: form.seed,
    onCut: report => {
      if (options.sync && !isWhole(report)) form.say(`lost: ${JSON.stringify(report)}`)
    },
  })
}

function summary(what: string, reports: readonly CutReport[]): string {
  const sum = (field: 'acknowledged' | 'missing') =>
    reports.reduce((total, report) => total + report[field], 0)
  const blank = reports.filter(report => report.unsynced === 'forgotten').length
  const broken = reports.filter(report => report.broken !== undefined).length
  return `${what}: ${reports.length} cuts (${blank} forgot all that was not synced, the others a random part), ${sum('acknowledged')} acknowledged rows looked for, ${sum('missing')} missing, ${broken} databases could not be read`
}
