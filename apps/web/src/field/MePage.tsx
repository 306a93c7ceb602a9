// Who uses this phone, its language and light, and the way out: never with something unsent unsaid.
import { useState } from 'react'
import { logOut } from '../api/session.ts'
import { standingOf } from '../features/sync/outbox.ts'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { LanguageChoice, ThemeChoice } from '../ui/Choices.tsx'
import type { Me } from './calls.ts'
import { NoticesButton } from './NoticesButton.tsx'
import { closeFor } from './open.ts'
import { TopBar } from './Parts.tsx'
import { useFiles, useQueue } from './use-field.ts'
import { fieldWords } from './words.ts'
import { store } from './world.ts'

/** The desk's half-written whistles lie in the same browser. */
async function leaveAndLogOut(person: string): Promise<void> {
  const { leave } = await import('../features/blow/draft-store.ts')
  await leave(person).catch(() => undefined)
  await logOut()
}

export function MePage({ me }: { readonly me: Me }) {
  const say = useWords(fieldWords)
  const tag = useLanguage()
  const { queue } = useQueue()
  const files = useFiles().filter(file => file.person === me.person).length
  const count = standingOf(queue, me.person).waiting + files
  const [isAsked, setAsked] = useState(false)
  const [isOffline, setOffline] = useState(false)
  const leave = () => {
    leaveAndLogOut(me.person).then(
      async () => {
        await closeFor(store)
        location.assign('/field')
      },
      () => setOffline(true),
    )
  }
  return (
    <main className="screen">
      <TopBar title={say('meTitle')} />
      <p className="me-name">
        <strong>{nameIn(tag, me.name, me.person)}</strong>
        {me.title !== undefined && <span className="me-title">{nameIn(tag, me.title)}</span>}
      </p>
      <p className="me-choices">
        <LanguageChoice />
        <ThemeChoice />
      </p>
      <NoticesButton />
      <p>
        <a href="/me?tab=ways">{say('myWays')}</a>
      </p>
      <p>
        <a href="/">{say('openDesk')}</a>
      </p>
      {isOffline && <p role="alert">{say('logOutOffline')}</p>}
      {isAsked && count > 0 ? (
        <section className="log-out" role="alertdialog" aria-labelledby="log-out-words">
          <p id="log-out-words">{say('logOutWaiting', { count })}</p>
          <button type="button" className="button primary" onClick={() => setAsked(false)}>
            {say('cancel')}
          </button>
          <button type="button" className="button" onClick={leave}>
            {say('logOutAnyway')}
          </button>
        </section>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => (count > 0 ? setAsked(true) : leave())}
        >
          {say('logOut')}
        </button>
      )}
    </main>
  )
}
