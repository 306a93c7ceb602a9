// The ladder of each clock: who is told how long before or after it is due, how, and how often again.
import { Button, Form, InputNumber, Select } from 'antd'
import { CHANNEL_CODES } from '../../desk-ui/reach/coded.ts'
import { LADDER_CLOCKS, type Rung } from './kind-facts.ts'
import type { KindFields } from './kind-form.ts'
import { useSpeech } from './use-kinds.ts'

const TELLS = ['duty', 'team', 'head', 'deputy_district_head', 'coordination'] as const
const ACTS = ['urge', 'page', 'supervise'] as const
const MOST_RUNGS = 20
const MOST_MINUTES = 100_000
const MOST_PAUSE = 10_080
const MOST_TIMES = 100
const FIRST: Rung = { minutes: 0, tell: 'head', act: 'page' }
const STEP = 10

export function LadderFields() {
  const { say } = useSpeech()
  return (
    <>
      <p className="kind-quiet">{say('ladderLead')}</p>
      {LADDER_CLOCKS.map(clock => (
        <Ladder key={clock} clock={clock} />
      ))}
    </>
  )
}

function Ladder({ clock }: { readonly clock: (typeof LADDER_CLOCKS)[number] }) {
  const { say } = useSpeech()
  const form = Form.useFormInstance<KindFields>()
  const of = say(`clock_${clock}`)
  return (
    <Form.List name={['ladders', clock]}>
      {(fields, { add, remove }) => {
        const addNext = () => {
          const rungs = (form.getFieldValue(['ladders', clock] as never) ?? []) as readonly Rung[]
          const last = rungs.at(-1)
          add(last === undefined ? FIRST : { ...last, minutes: last.minutes + STEP })
        }
        return (
          <section className="kind-ladder" aria-label={of}>
            <h3>{of}</h3>
            {fields.length === 0 && <p className="kind-quiet">{say('ladderNone')}</p>}
            {fields.map(({ key, name }) => (
              <RungRow
                key={key}
                at={name}
                of={say('rungNumber', { clock: of, count: name + 1 })}
                onRemove={() => remove(name)}
              />
            ))}
            {fields.length < MOST_RUNGS && (
              <Button onClick={addNext} aria-label={`${say('addRung')}：${of}`}>
                {say('addRung')}
              </Button>
            )}
          </section>
        )
      }}
    </Form.List>
  )
}

interface RungProps {
  readonly at: number
  readonly of: string
  readonly onRemove: () => void
}

function RungRow({ at, of, onRemove }: RungProps) {
  const { say, act, channel } = useSpeech()
  return (
    <fieldset className="kind-rung" aria-label={of}>
      <Form.Item name={[at, 'minutes']} noStyle={true}>
        <MinutesField of={say('rungWhen')} />
      </Form.Item>
      <Form.Item name={[at, 'act']} noStyle={true}>
        <Select
          aria-label={say('how')}
          popupMatchSelectWidth={false}
          options={ACTS.map(value => ({ value, label: act(value) }))}
        />
      </Form.Item>
      <Form.Item name={[at, 'tell']} noStyle={true}>
        <Select
          aria-label={say('tell')}
          popupMatchSelectWidth={false}
          options={TELLS.map(value => ({ value, label: say(`tell_${value}`) }))}
        />
      </Form.Item>
      {say('by')}
      <Form.Item name={[at, 'channels']} noStyle={true}>
        <Select
          mode="tags"
          className="kind-channels"
          aria-label={say('channels')}
          placeholder={say('channelsOwn')}
          options={CHANNEL_CODES.map(value => ({ value, label: channel(value) }))}
        />
      </Form.Item>
      <span className="kind-repeat">
        {say('againEvery')}
        <Form.Item name={[at, 'everyMinutes']} noStyle={true}>
          <InputNumber aria-label={say('repeatEvery')} min={1} max={MOST_PAUSE} controls={false} />
        </Form.Item>
        {say('againTimes')}
        <Form.Item name={[at, 'times']} noStyle={true}>
          <InputNumber aria-label={say('repeatTimes')} min={1} max={MOST_TIMES} controls={false} />
        </Form.Item>
        {say('timesAfter')}
      </span>
      <Button type="link" onClick={onRemove} aria-label={`${say('removeRung')}：${of}`}>
        {say('removeRung')}
      </Button>
    </fieldset>
  )
}

const WHENS = ['before', 'at', 'after'] as const
type When = (typeof WHENS)[number]

function whenOf(minutes: number): When {
  if (minutes === 0) return 'at'
  return minutes < 0 ? 'before' : 'after'
}

interface MinutesProps {
  readonly id?: string
  readonly value?: number
  readonly onChange?: (minutes: number) => void
  readonly of: string
}

/** Minutes before (negative) or after the due moment, without a sign that one has to know. */
function MinutesField({ id, value = 0, onChange, of }: MinutesProps) {
  const { say } = useSpeech()
  const when = whenOf(value)
  const put = (next: When, size: number) => {
    if (next === 'at') onChange?.(0)
    else onChange?.(next === 'before' ? -size : size)
  }
  return (
    <span className="kind-duration">
      <Select<When>
        {...(id === undefined ? {} : { id })}
        aria-label={of}
        value={when}
        onChange={next => put(next, Math.abs(value) || STEP)}
        options={WHENS.map(one => ({ value: one, label: say(`when_${one}`) }))}
        popupMatchSelectWidth={false}
      />
      {when !== 'at' && (
        <>
          <InputNumber
            aria-label={say('minutes')}
            controls={false}
            min={1}
            max={MOST_MINUTES}
            value={Math.abs(value)}
            onChange={next => put(when, next ?? 1)}
          />
          {say('minutes')}
        </>
      )}
    </span>
  )
}
