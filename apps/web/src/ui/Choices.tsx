// Language and brightness: both change at once, and stay as chosen on this device.
import { LANGUAGES, language } from '../i18n/language.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Choice } from './Choice.tsx'
import { THEMES, theme, useThemeChoice } from './theme.ts'
import { uiWords } from './words.ts'

const NAMES = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const

export function LanguageChoice() {
  const say = useWords(uiWords)
  return (
    <Choice
      label={say('languageLabel')}
      className="choice"
      all={LANGUAGES}
      chosen={useLanguage()}
      nameOf={tag => uiWords.tables[tag].nativeName}
      languageOf={tag => tag}
      onChoose={language.choose}
    />
  )
}

export function ThemeChoice() {
  const say = useWords(uiWords)
  return (
    <Choice
      label={say('themeLabel')}
      className="choice"
      all={THEMES}
      chosen={useThemeChoice()}
      nameOf={each => say(NAMES[each])}
      onChoose={theme.choose}
    />
  )
}
