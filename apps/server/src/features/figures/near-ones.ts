// Whistles that lie close together, as places: the one with most around it first. Pure.
import { metresBetween } from '@muster/domain'

export interface Sighting {
  readonly id: string
  readonly case_id: string
  readonly problem_type: string
  readonly longitude: number
  readonly latitude: number
  readonly at: number | string
}

export interface Place {
  readonly point: readonly [number, number]
  /** At least two, in the order in which they came. */
  readonly of: readonly Sighting[]
}

/** Around the middle of a place. */
export const NEAR_METRES = 300
/** A degree of latitude is never shorter than this. */
const METRES_OF_DEGREE = 110_000
const SQUARE = NEAR_METRES / METRES_OF_DEGREE

/** Of a degree: a tenth of a metre. */
const MICRO = 1_000_000

const pointOf = ({ longitude, latitude }: Sighting) => [longitude, latitude] as const

class Squares {
  readonly #of = new Map<string, Set<Sighting>>()
  readonly #wide: number

  constructor(all: readonly Sighting[]) {
    const latitude = all[0]?.latitude ?? 0
    this.#wide = SQUARE / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
    for (const one of all) {
      const key = this.#keyOf(pointOf(one))
      const known = this.#of.get(key)
      if (known === undefined) this.#of.set(key, new Set([one]))
      else known.add(one)
    }
  }

  #keyOf([longitude, latitude]: readonly [number, number], dx = 0, dy = 0): string {
    return `${Math.floor(longitude / this.#wide) + dx},${Math.floor(latitude / SQUARE) + dy}`
  }

  /** Within reach of a point, whatever square it is in. */
  around(point: readonly [number, number]): readonly Sighting[] {
    const found: Sighting[] = []
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const one of this.#of.get(this.#keyOf(point, dx, dy)) ?? [])
          if (metresBetween(point, pointOf(one)) <= NEAR_METRES) found.push(one)
    return found
  }

  /** The fullest square first. */
  fullest(): readonly (readonly Sighting[])[] {
    return [...this.#of.values()].map(square => [...square]).toSorted((a, b) => b.length - a.length)
  }

  /** Nobody has taken it yet. */
  has(one: Sighting): boolean {
    return this.#of.get(this.#keyOf(pointOf(one)))?.has(one) === true
  }

  take(of: readonly Sighting[]): void {
    for (const one of of) this.#of.get(this.#keyOf(pointOf(one)))?.delete(one)
  }
}

function middleOf(of: readonly Sighting[]): readonly [number, number] {
  const mean = (pick: (one: Sighting) => number) =>
    Math.round((of.reduce((all, one) => all + pick(one), 0) / of.length) * MICRO) / MICRO
  return [mean(one => one.longitude), mean(one => one.latitude)]
}

/** Squares that are looked at for each place that is wanted: a fuller one is nearly always among them. */
const TRIES = 20

/** Every whistle belongs to one place at most; places with most whistles first. */
export function nearOnes(all: readonly Sighting[], most: number): readonly Place[] {
  const squares = new Squares(all)
  const order = new Map(all.map((one, at) => [one.id, at]))
  const found: Place[] = []
  for (const square of squares.fullest().slice(0, most * TRIES)) {
    // From the middle of those that nobody has taken yet.
    const left = square.filter(one => squares.has(one))
    if (left.length === 0) continue
    const first = squares.around(middleOf(left))
    const point = first.length > 0 ? middleOf(first) : middleOf(left)
    const of = squares.around(point)
    if (of.length < 2) continue
    squares.take(of)
    const inOrder = of.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    found.push({ point, of: inOrder })
  }
  return found.toSorted((a, b) => b.of.length - a.of.length).slice(0, most)
}
