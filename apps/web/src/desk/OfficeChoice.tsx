// In which office one acts, and the way out.
import { useState } from 'react'
import { toProblem } from '../api/problem.ts'
import { chooseOffice, logOut } from '../api/session.ts'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { useSession } from '../ui/session.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { deskWords } from './words.ts'

export function OfficeChoice() {
  const { session, renew } = useSession()
  const tag = useLanguage()
  const say = useWords(deskWords)
  const [trouble, setTrouble] = useState<string>()
  const after = (done: Promise<unknown>) => {
    done.then(renew).catch((error: unknown) => setTrouble(toProblem(error).title))
  }
  const leaveAndLogOut = async () => {
    const { leave } = await import('../features/blow/draft-store.ts')
    await leave(session.person).catch(() => undefined)
    await logOut()
  }
  return (
    <div className="office-choice">
      <select
        className="choice"
        aria-label={say('actingIn')}
        value={session.office ?? ''}
        onChange={({ target }) => after(chooseOffice(target.value))}
      >
        {session.office === undefined && <option value="">{say('noOffice')}</option>}
        {session.offices.map(({ office, name }) => (
          <option key={office} value={office}>
            {nameIn(tag, name, office)}
          </option>
        ))}
      </select>
      <PersonMenu onLogOut={() => after(leaveAndLogOut())} />
      {trouble !== undefined && <p role="alert">{trouble}</p>}
    </div>
  )
}
