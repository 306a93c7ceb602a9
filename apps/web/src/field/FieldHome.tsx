import { useWords } from '../i18n/words.ts'
import { LanguageChoice, ThemeChoice } from '../ui/Choices.tsx'
import { Empty } from '../ui/views.tsx'
import { fieldWords } from './words.ts'

/** The first screen: what is asked of me. */
export function FieldHome() {
  const say = useWords(fieldWords)
  return (
    <main>
      <h1>{say('title')}</h1>
      <Empty title={say('empty')}>
        <p>{say('emptyLead')}</p>
      </Empty>
      <LanguageChoice />
      <ThemeChoice />
    </main>
  )
}
