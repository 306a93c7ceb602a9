import type { Problem } from '../../api/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { uiWords } from '../../ui/words.ts'
import { departmentWords } from './words.ts'

/** Why an act was not done, in the server's words. */
export function Trouble({ problem }: { readonly problem: Problem | undefined }) {
  const say = useWords(departmentWords)
  const sayUi = useWords(uiWords)
  if (problem === undefined) return null
  return (
    <div className="duty-trouble" role="alert">
      <strong>{say('failed', { title: problem.title || sayUi('failed') })}</strong>
      <p>{problem.detail}</p>
    </div>
  )
}
