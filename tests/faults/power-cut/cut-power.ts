// Runs a load on a database whose disk is watched, cuts the power at random moments of it, and counts what is missing.
// Each round starts from a disk that a cut of the round before left, so recovery itself is cut as well.

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DiskOptions } from '../../../apps/server/src/platform/db/durable-node-fs.ts'
import { diskAfterCut, type Luck, noLuck } from './disk-after-cut.ts'
import { type DiskChange, DiskJournal } from './disk-journal.ts'
import { materialise } from './materialise.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

export interface Closable {
  close(): Promise<void>
}

/** What is put to the test; `Opened` may be a database or a whole server, `Ack` is one acknowledged thing. */
export interface PowerCutSubject<Opened extends Closable, Ack> {
  /** Opens what is in `dataDir`, passing `disk` to all that writes there and must survive. */
  open(dataDir: string, disk: DiskOptions): Promise<Opened>
  /** Once, on the new database. */
  prepare(opened: Opened): Promise<void>
  /** Loads it for a while and calls `acknowledge` for each thing at the moment it was promised. */
  load(opened: Opened, acknowledge: (ack: Ack) => void): Promise<void>
  /** Which of these are not there. */
  missing(opened: Opened, acknowledged: readonly Ack[]): Promise<readonly Ack[]>
}

export interface PowerCutOptions {
  readonly rounds: number
  readonly cutsPerRound: number
  readonly seed: number
  /** So many things of a round were promised before a cut under load: one that comes sooner has little to lose. */
  readonly least: number
  /** False for the control, which is cut when half of its load was promised: before that there is little to lose. */
  readonly sync: boolean
  readonly onCut?: (report: CutReport) => void
}

export interface CutReport {
  readonly acknowledged: number
  readonly missing: number
  /** Set when the database could not even be opened and read. */
  readonly broken: string | undefined
  readonly unsynced: 'forgotten' | 'some sectors kept'
}

interface Acknowledged<Ack> {
  readonly ack: Ack
  /** How many changes the disk had seen when it was promised. */
  readonly after: number
}

export interface Recording<Ack> {
  readonly changes: readonly DiskChange[]
  readonly acknowledged: readonly Acknowledged<Ack>[]
}

/** A disk to start from, and all that was promised up to it. */
interface Start<Ack> {
  readonly directory: string
  readonly acknowledged: readonly Ack[]
}

export async function cutPower<Opened extends Closable, Ack>(
  subject: PowerCutSubject<Opened, Ack>,
  options: PowerCutOptions,
): Promise<readonly CutReport[]> {
  const workspace = mkdtempSync(join(tmpdir(), 'muster-power-cut-'))
  const random = seededRandom(options.seed)
  const reports: CutReport[] = []
  try {
    let start: Start<Ack> = { directory: join(workspace, 'start'), acknowledged: [] }
    await createStart(subject, start.directory)
    for (let round = 0; round < options.rounds; round++) {
      const recording = await record(subject, start.directory, options, join(workspace, 'run'))
      let kept = start
      for (let number = 0; number < options.cutsPerRound; number++) {
        const cut = cutOnce(
          start,
          recording,
          { ...options, random, number },
          join(workspace, `cut-${round}-${number}`),
        )
        const report = await judge(subject, cut, join(workspace, 'judged'))
        reports.push(report)
        options.onCut?.(report)
        // What was lost once would be missed again in every later round.
        if (!isWhole(report)) continue
        if (kept !== start) rmSync(kept.directory, { recursive: true })
        kept = cut
      }
      start = kept
    }
    return reports
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

interface Moment extends Pick<PowerCutOptions, 'sync' | 'least'> {
  readonly random: SeededRandom
  /** Of the cuts of this round, from 0. */
  readonly number: number
}

interface Cut<Ack> extends Start<Ack> {
  readonly unsynced: CutReport['unsynced']
}

function cutOnce<Ack>(
  start: Start<Ack>,
  recording: Recording<Ack>,
  chosen: Moment,
  directory: string,
): Cut<Ack> {
  const { random } = chosen
  const moment = chooseMoment(recording, chosen)
  const acknowledged = [...start.acknowledged, ...promisedBy(recording, moment)]
  const isBlank = random.next() < 0.25
  const luck = isBlank ? noLuck : someLuck(random)
  const image = diskAfterCut(recording.changes.slice(0, moment), luck)
  materialise(image, start.directory, directory)
  return { directory, acknowledged, unsynced: isBlank ? 'forgotten' : 'some sectors kept' }
}

export function isWhole(report: CutReport): boolean {
  return report.missing === 0 && report.broken === undefined
}

async function createStart<Opened extends Closable, Ack>(
  subject: PowerCutSubject<Opened, Ack>,
  directory: string,
): Promise<void> {
  mkdirSync(directory)
  const opened = await subject.open(directory, {})
  await subject.prepare(opened)
  await opened.close()
}

async function record<Opened extends Closable, Ack>(
  subject: PowerCutSubject<Opened, Ack>,
  start: string,
  { sync }: PowerCutOptions,
  directory: string,
): Promise<Recording<Ack>> {
  cpSync(start, directory, { recursive: true })
  const journal = new DiskJournal(directory)
  const acknowledged: Acknowledged<Ack>[] = []
  const opened = await subject.open(directory, { sync, observer: journal })
  await subject.load(opened, ack => {
    acknowledged.push({ ack, after: journal.changes.length })
  })
  // An orderly close is no power cut: what it changes is left out.
  const changes = journal.changes.slice()
  await opened.close()
  rmSync(directory, { recursive: true })
  return { changes, acknowledged }
}

/**
 * Under load, when enough was promised to look for; of three cuts, one may as well come at any moment
 * since the start, where recovery syncs hundreds of files.
 */
export function chooseMoment<Ack>(
  { changes, acknowledged }: Recording<Ack>,
  { sync, least, random, number }: Moment,
): number {
  const enough = sync ? least : Math.max(least, Math.ceil(acknowledged.length / 2))
  const promised = acknowledged[enough - 1]
  if (promised === undefined)
    throw new Error(`only ${acknowledged.length} things were promised, too few to cut the power`)
  const isAnyTime = sync && number % 3 === 2 && random.next() < 0.45
  const from = isAnyTime ? 0 : promised.after
  return from + random.below(changes.length - from + 1)
}

function promisedBy<Ack>({ acknowledged }: Recording<Ack>, moment: number): Ack[] {
  return acknowledged.filter(({ after }) => after <= moment).map(({ ack }) => ack)
}

function someLuck(random: SeededRandom): Luck {
  const share = random.next()
  return {
    survives: () => random.next() < share,
    namesKept: count => random.below(count + 1),
  }
}

/** Opens a copy, so that the disk as the cut left it can start the next round. */
async function judge<Opened extends Closable, Ack>(
  subject: PowerCutSubject<Opened, Ack>,
  cut: Cut<Ack>,
  copy: string,
): Promise<CutReport> {
  const { acknowledged, unsynced } = cut
  const count = acknowledged.length
  cpSync(cut.directory, copy, { recursive: true })
  try {
    const opened = await subject.open(copy, { sync: false })
    try {
      const missing = await subject.missing(opened, acknowledged)
      return { acknowledged: count, missing: missing.length, broken: undefined, unsynced }
    } finally {
      await opened.close()
    }
  } catch (error) {
    return { acknowledged: count, missing: count, broken: String(error), unsynced }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
