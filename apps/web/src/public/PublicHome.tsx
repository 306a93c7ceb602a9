import { settings } from '../api/settings.ts'
import { useWords } from '../i18n/words.ts'
import { LanguageChoice, ThemeChoice } from '../ui/Choices.tsx'
import { uiWords } from '../ui/words.ts'
import { publicWords } from './words.ts'

/** The first page: what anybody can do here. */
export function PublicHome() {
  const say = useWords(publicWords)
  const sayUi = useWords(uiWords)
  return (
    <main>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {settings.isDemo && <p>{sayUi('demoBanner')}</p>}
      <LanguageChoice />
      <ThemeChoice />
    </main>
  )
}
