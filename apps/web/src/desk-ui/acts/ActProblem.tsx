// A refusal in the server's words, or that nobody answered.
import { Alert } from 'antd'
import { type Problem, UNREACHABLE } from '../../api/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { actWords } from './words.ts'

export function ActProblem({ problem }: { readonly problem: Problem | undefined }) {
  const say = useWords(actWords)
  if (problem === undefined) return null
  const isSilent = problem.code === UNREACHABLE
  const title = isSilent ? say('unreachableTitle') : problem.title || say('unforeseen')
  const detail = isSilent ? say('unreachable') : problem.detail
  return <Alert className="act-problem" type="error" title={title} description={detail} />
}
