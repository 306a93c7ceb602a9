// Tells of calls that came while somebody was looking elsewhere.
import { useEffect, useRef, useState } from 'react'
import { timeOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import {
  type AlarmChoice,
  askForNotices,
  keepChoice,
  keptChoice,
  notify,
  sound,
  wakeSound,
} from './alarm.ts'
import type { Call } from './calls.ts'
import { departmentWords } from './words.ts'

export function useAlarmChoice() {
  const [choice, setChoice] = useState<AlarmChoice>(keptChoice)
  const [isRefused, setRefused] = useState(false)
  const change = (next: AlarmChoice) => {
    setChoice(next)
    keepChoice(next)
  }
  const setSound = (hasSound: boolean) => {
    change({ ...choice, hasSound })
    if (hasSound)
      wakeSound()
        .then(sound)
        .catch(() => undefined)
  }
  const setNotices = (isWanted: boolean) => {
    if (!isWanted) return change({ ...choice, hasNotices: false })
    askForNotices()
      .then(hasNotices => {
        change({ ...choice, hasNotices })
        setRefused(!hasNotices)
      })
      .catch(() => setRefused(true))
  }
  return { choice, isRefused, setSound, setNotices }
}

/** Those that were there when the page opened ring nobody. */
export function useAlarm(toSign: readonly Call[] | undefined, choice: AlarmChoice): void {
  const known = useRef<ReadonlySet<string>>(undefined)
  const say = useWords(departmentWords)
  const tag = useLanguage()
  useEffect(() => {
    if (toSign === undefined) return
    const before = known.current
    known.current = new Set([...(before ?? []), ...toSign.map(({ key }) => key)])
    const fresh = before === undefined ? [] : toSign.filter(({ key }) => !before.has(key))
    if (fresh.length > 0 && choice.hasSound) sound()
    if (choice.hasNotices)
      for (const call of fresh) notify(say('newCall'), lineOf(call, { say, tag }), call.key)
  }, [toSign, choice, say, tag])
}

interface Speech {
  readonly say: ReturnType<typeof useWords<keyof (typeof departmentWords.tables)['en']>>
  readonly tag: ReturnType<typeof useLanguage>
}

/** What a notice says below its title. */
function lineOf({ title, owed, drill }: Call, { say, tag }: Speech): string {
  const parts = [
    ...(drill ? [say('drill')] : []),
    title ?? say('noTitle'),
    ...(owed === undefined ? [] : [say('signBy', { at: timeOf(tag, owed.dueAt) })]),
  ]
  return parts.join(' · ')
}
