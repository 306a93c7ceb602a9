// The city and its problem types: asked once, and remembered on the phone for where there is no network.
import { api, get, type Schemas } from '../api/client.ts'
import { type Fetched, useFetched } from './use-fetched.ts'

export type City = Schemas['PublicCity']
export type ProblemTypes = Schemas['PublicProblemTypes']['items']
export type ProblemType = ProblemTypes[number]

const asked = new Map<string, Promise<unknown>>()

function remembered<T>(key: string): T | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A phone without room asks again the next time.
  }
}

/** What does not change while one looks: the answer, or without a network the last one. */
function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(key) as Promise<T> | undefined
  if (known !== undefined) return known
  const answer = ask().then(
    value => {
      remember(key, value)
      return value
    },
    error => {
      asked.delete(key)
      const last = remembered<T>(key)
      if (last === undefined) throw error
      return last
    },
  )
  asked.set(key, answer)
  return answer
}

export function fetchCity(): Promise<City> {
  // The client takes pairs for lists; the document knows better.
  return once('muster.public.city', async () => (await get(api.GET('/api/public/city'))) as City)
}

export function useCity(): Fetched<City> {
  return useFetched('city', fetchCity)
}

export function useProblemTypes(): Fetched<ProblemTypes> {
  return useFetched('types', () =>
    once(
      'muster.public.types',
      async () => (await get(api.GET('/api/public/problem-types'))).items,
    ),
  )
}

/** In the order of the city's list, which is by group. */
export function byGroup(types: ProblemTypes): readonly (readonly [string, ProblemTypes])[] {
  return [...Map.groupBy(types, type => type.group.zh)]
}
