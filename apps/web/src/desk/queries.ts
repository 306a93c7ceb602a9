// What the server said is kept until an event says that it changed; nothing is asked again and again.
import { QueryClient } from '@tanstack/react-query'
import { isWorthRepeating, toProblem } from '../api/problem.ts'

const MOST_TRIES = 3

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < MOST_TRIES && isWorthRepeating(toProblem(error)),
    },
    mutations: { retry: false },
  },
})
