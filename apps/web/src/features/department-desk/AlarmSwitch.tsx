// Sound and notifications: off until somebody presses, who is then asked by the browser.
import { useWords } from '../../i18n/words.ts'
import type { useAlarmChoice } from './use-alarm.ts'
import { departmentWords } from './words.ts'

export function AlarmSwitch(props: ReturnType<typeof useAlarmChoice>) {
  const { choice, isRefused, setSound, setNotices } = props
  const say = useWords(departmentWords)
  return (
    <fieldset className="duty-alarm">
      <legend>{say('alarm')}</legend>
      <label>
        <input
          type="checkbox"
          checked={choice.hasSound}
          onChange={({ target }) => setSound(target.checked)}
        />
        {say('alarmSound')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={choice.hasNotices}
          onChange={({ target }) => setNotices(target.checked)}
        />
        {say('alarmNotices')}
      </label>
      {isRefused && <span role="status">{say('alarmRefused')}</span>}
    </fieldset>
  )
}
