// By which ways one is reached, in one's own order; quiet hours; language. Saved as a whole.
import { Select } from 'antd'
import { useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { useContacts, useRenew } from './use-me.ts'
import { Verify } from './Verify.tsx'
import { WayRow } from './WayRow.tsx'
import { added, type Draft, fromClock, moved, toBody, toClock, toDraft, type Way } from './ways.ts'
import { meWords } from './words.ts'

type Contacts = Schemas['Contacts']

/** What a person can add here; a browser adds itself where it is to ring. */
const ADDABLE = ['sms', 'email', 'wecom', 'dingtalk', 'feishu', 'webhook', 'inbox'] as const

export function Ways() {
  const contacts = useContacts()
  if (contacts.isPending) return <Loading rows={4} />
  if (contacts.isError) return <Failed error={contacts.error} onRetry={contacts.refetch} />
  return <Edited key={contacts.dataUpdatedAt} contacts={contacts.data} />
}

function Edited({ contacts }: { readonly contacts: Contacts }) {
  const say = useWords(meWords)
  const { channel } = useCoded()
  const renew = useRenew()
  const [draft, setDraft] = useState(() => toDraft(contacts))
  const [isTouched, setTouched] = useState(false)
  const [proving, setProving] = useState<Way>()
  const change = (part: Partial<Draft>) => {
    setTouched(true)
    setDraft(before => ({ ...before, ...part }))
  }
  const { ways } = draft
  const setWay = (at: number, part: Partial<Way>) =>
    change({ ways: ways.map((way, n) => (n === at ? { ...way, ...part } : way)) })
  const save = useAct<Draft, unknown>({
    send: (typed, key) =>
      get(
        api.PUT('/api/me/contacts', {
          headers: { 'idempotency-key': key },
          body: toBody(typed),
        }),
      ),
    onDone: renew,
  })
  const tried = contacts.tried.map(channel).join(' → ')
  return (
    <form
      className="ways"
      onSubmit={event => {
        event.preventDefault()
        save.run(draft)
      }}
    >
      <p className="me-lead">{say('waysLead')}</p>
      {ways.length === 0 && <p>{say('waysNone')}</p>}
      <ol className="ways-list" hidden={ways.length === 0}>
        {ways.map((way, at) => (
          <WayRow
            key={way.id}
            way={way}
            trouble={troubleOf(save.problem, at)}
            onChange={part => setWay(at, part)}
            onRemove={() => change({ ways: ways.filter((_, n) => n !== at) })}
            onUp={at === 0 ? undefined : () => change({ ways: moved(ways, at, -1) })}
            onDown={at === ways.length - 1 ? undefined : () => change({ ways: moved(ways, at, 1) })}
            onVerify={() => setProving(way)}
          />
        ))}
      </ol>
      <div className="ways-add">
        <Select<string>
          aria-label={say('add')}
          placeholder={say('add')}
          value={null}
          onChange={code => change({ ways: added(ways, code) })}
          options={ADDABLE.map(value => ({ value, label: channel(value) }))}
          popupMatchSelectWidth={false}
        />
      </div>
      <p className="me-lead">
        {say('pushNote')} <a href="/field">{say('toField')}</a>
      </p>
      <Rest draft={draft} change={change} />
      <ActProblem problem={save.problem} />
      <p className="page-acts">
        <button type="submit" className="button primary" disabled={save.isRunning}>
          {say('save')}
        </button>
        <span role="status">{isTouched ? say('unsaved') : say('tried', { channels: tried })}</span>
      </p>
      {proving !== undefined && (
        <Verify
          way={proving}
          onClose={() => setProving(undefined)}
          onProved={() => {
            setProving(undefined)
            renew()
          }}
        />
      )}
    </form>
  )
}

/** The server names the field: `ways.2.address`. */
function troubleOf(problem: ReturnType<typeof useAct>['problem'], at: number): string | undefined {
  if (problem === undefined) return undefined
  const begin = `ways.${at}.`
  const found = problem.errors.find(({ field }) => field.replace(/^body\./, '').startsWith(begin))
  if (found !== undefined) return found.message
  return problem.field?.replace(/^body\./, '').startsWith(begin) ? problem.title : undefined
}

interface RestProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function Rest({ draft, change }: RestProps) {
  const say = useWords(meWords)
  const { isQuiet, quietFrom, quietUntil, language, atOnce } = draft
  return (
    <>
      <fieldset className="ways-rest">
        <legend>{say('quiet')}</legend>
        <label className="filter-check">
          <input
            type="checkbox"
            checked={isQuiet}
            onChange={({ target }) => change({ isQuiet: target.checked })}
          />
          {say('quietOn')}
        </label>
        {isQuiet && (
          <div className="ways-quiet">
            <label className="field">
              {say('quietFrom')}
              <input
                type="time"
                required={true}
                value={toClock(quietFrom)}
                onChange={({ target }) =>
                  change({ quietFrom: fromClock(target.value) ?? quietFrom })
                }
              />
            </label>
            <label className="field">
              {say('quietUntil')}
              <input
                type="time"
                required={true}
                value={toClock(quietUntil)}
                onChange={({ target }) =>
                  change({ quietUntil: fromClock(target.value) ?? quietUntil })
                }
              />
            </label>
            <small>{say('quietNote')}</small>
          </div>
        )}
      </fieldset>
      <fieldset className="ways-rest">
        <legend>{say('language')}</legend>
        {(['zh', 'en'] as const).map(value => (
          <label key={value} className="filter-check">
            <input
              type="radio"
              name="language"
              checked={language === value}
              onChange={() => change({ language: value })}
            />
            {say(value)}
          </label>
        ))}
        <label className="filter-check">
          <input
            type="checkbox"
            checked={atOnce}
            onChange={({ target }) => change({ atOnce: target.checked })}
          />
          {say('atOnce')}
        </label>
      </fieldset>
    </>
  )
}
