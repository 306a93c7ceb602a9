// Language and brightness: both change at once, and stay as chosen on this device.
import { LANGUAGES, language } from '../i18n/language.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { THEMES, theme, useThemeChoice } from './theme.ts'
import { uiWords } from './words.ts'

const NAMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const

export function LanguageChoice() {
  const tag = useLanguage()
  const say = useWords(uiWords)
  return (
    <select
      className="choice"
      aria-label={say('languageLabel')}
      value={tag}
      onChange={({ target }) => {
        const chosen = LANGUAGES.find(each => each === target.value)
        if (chosen !== undefined) language.choose(chosen)
      }}
    >
      {LANGUAGES.map(each => (
        <option key={each} value={each} lang={each}>
          {uiWords.tables[each].nativeName}
        </option>
      ))}
    </select>
  )
}

export function ThemeChoice() {
  const choice = useThemeChoice()
  const say = useWords(uiWords)
  return (
    <select
      className="choice"
      aria-label={say('themeLabel')}
      value={choice}
      onChange={({ target }) => {
        const chosen = THEMES.find(each => each === target.value)
        if (chosen !== undefined) theme.choose(chosen)
      }}
    >
      {THEMES.map(each => (
        <option key={each} value={each}>
          {say(NAMES[each])}
        </option>
      ))}
    </select>
  )
}
