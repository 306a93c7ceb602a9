// Asks by number and code, and says what the reporter has to say.
import { useCallback, useState } from 'react'
import { api, get, newKey, type Schemas } from '../../api/client.ts'
import { type Problem, toProblem } from '../../api/problem.ts'
import type { KeptReport } from '../../public-ui/kept-reports.ts'

export type Followed = Schemas['PublicReport']

const NUMBER = /^\d{6}-\d{10}$/

/** As people write it down: with spaces, full-width digits and other dashes. */
export function tidyNumber(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[^0-9]/g, '')
  return plain.length > 6 ? `${plain.slice(0, 6)}-${plain.slice(6)}` : plain
}

export function useFollow() {
  const [report, setReport] = useState<KeptReport>()
  const [found, setFound] = useState<Followed>()
  const [problem, setProblem] = useState<Problem>()
  const [isWrong, setWrong] = useState(false)
  const [isLoading, setLoading] = useState(false)
  const look = useCallback(async (asked: KeptReport) => {
    const number = tidyNumber(asked.number)
    setWrong(false)
    setProblem(undefined)
    if (!NUMBER.test(number)) return setWrong(true)
    setLoading(true)
    try {
      // The client takes pairs for lists; the document knows better.
      const answer = (await get(
        api.GET('/api/public/reports/{number}', {
          params: { path: { number }, header: { 'follow-code': asked.code } },
        }),
      )) as Followed
      setReport({ ...asked, number })
      setFound(answer)
    } catch (error) {
      const met = toProblem(error)
      if (met.status === 404) setWrong(true)
      else setProblem(met)
    } finally {
      setLoading(false)
    }
  }, [])
  const leave = useCallback(() => {
    setReport(undefined)
    setFound(undefined)
  }, [])
  return { report, found, problem, isWrong, isLoading, look, leave }
}

/** One word keeps its key until it was taken in: pressed twice, it was said once. */
export function useWord(report: KeptReport, onSaid: () => void) {
  const [key, setKey] = useState(newKey)
  const [problem, setProblem] = useState<Problem>()
  const [isSending, setSending] = useState(false)
  const say = async (solved: boolean, reason: string): Promise<boolean> => {
    setSending(true)
    setProblem(undefined)
    try {
      await get(
        api.POST('/api/public/reports/{number}/words', {
          params: { path: { number: report.number }, header: { 'follow-code': report.code } },
          headers: { 'idempotency-key': key },
          body: { solved, reason },
        }),
      )
      setKey(newKey())
      onSaid()
      return true
    } catch (error) {
      setProblem(toProblem(error))
      return false
    } finally {
      setSending(false)
    }
  }
  return { say, problem, isSending, renew: () => setKey(newKey()) }
}
