// In which office one acts, and the way out.
import { useState } from 'react'
import { toProblem } from '../api/problem.ts'
import { chooseOffice, logOut } from '../api/session.ts'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { useSession } from '../ui/session.ts'
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
      <a className="office-choice-person" href="/account">
        {nameIn(tag, session.name, session.loginName)}
      </a>
      <button type="button" className="button plain" onClick={() => after(leaveAndLogOut())}>
        {say('logOut')}
      </button>
      {trouble !== undefined && <p role="alert">{trouble}</p>}
    </div>
  )
}
