// What a benchmark is given and what it gives back.
import type { City, Engine } from './city.ts'
import type { Measurement } from './measurement.ts'

export interface Bench {
  /** A prepared city on this engine, made once a run. */
  city(engine: Engine): Promise<City>
  /** A folder of this run; removed at its end. */
  folder(name: string): string
  say(line: string): void
  /** Whether a line of this name was asked for. */
  wants(name: string): boolean
}

export interface Scenario {
  /** Names of the lines that it gives. */
  readonly names: readonly string[]
  readonly what: string
  run(bench: Bench): Promise<readonly Measurement[]>
}
