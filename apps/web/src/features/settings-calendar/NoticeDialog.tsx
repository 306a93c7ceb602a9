// Publishes a notice: days that become holidays or working days, and office hours; says what changes first.
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useWords } from '../../i18n/words.ts'
import { areInOrder, daysOfRanges, effectOn, type Hours, isWhole, type Range } from './days.ts'
import type { Calendar } from './use-calendar.ts'
import { calendarWords } from './words.ts'

interface Fields {
  readonly id: string
  readonly instrument: string
  readonly days: readonly Range[]
  readonly changesHours: boolean
  readonly officeHours: readonly Hours[]
}

interface DialogProps {
  readonly year: number
  readonly calendar: Calendar
  readonly onClose: () => void
  readonly onDone: () => void
}

const KINDS = ['holiday', 'workday', 'ordinary'] as const
const EMPTY: Range = { kind: 'holiday' }

function toBody({ id, instrument, days, changesHours, officeHours }: Fields) {
  const hours = officeHours.flatMap(({ from, to }) => (from && to ? [{ from, to }] : []))
  return {
    id,
    instrument,
    days: { ...daysOfRanges(days) },
    ...(changesHours && hours.length > 0 ? { officeHours: hours } : {}),
  }
}

export function NoticeDialog({ year, calendar, onClose, onDone }: DialogProps) {
  const say = useWords(calendarWords)
  const required = [{ required: true }]
  return (
    <ActDialog<Fields, unknown>
      title={say('publishTitle')}
      verb={say('publish')}
      width={680}
      initial={{ days: [EMPTY], changesHours: false, officeHours: calendar.officeHours }}
      send={(fields, key) =>
        get(
          api.POST('/api/calendar/notices', {
            body: toBody(fields),
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={onDone}
      onClose={onClose}
      consequence={<WillChange year={year} calendar={calendar} />}
    >
      <Form.Item name="instrument" label={say('instrumentField')} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="id" label={say('idField')} rules={required} extra={say('idHelp')}>
        <Input maxLength={60} />
      </Form.Item>
      <Ranges />
      <OfficeHours />
    </ActDialog>
  )
}

function Ranges() {
  const say = useWords(calendarWords)
  const check = (_: unknown, range: Range) =>
    isWhole(range) ? Promise.resolve() : Promise.reject(new Error(say('wrongRange')))
  return (
    <Form.List name="days">
      {(fields, { add, remove }) => (
        <fieldset className="calendar-ranges">
          <legend>{say('rangesLead')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="calendar-row">
              <Form.Item name={name} rules={[{ validator: check }]}>
                <RangeField of={name + 1} />
              </Form.Item>
              <Button
                type="link"
                onClick={() => remove(name)}
                aria-label={`${say('remove')} ${name + 1}`}
              >
                {say('remove')}
              </Button>
            </div>
          ))}
          <Button onClick={() => add(EMPTY)}>{say('addRange')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}

interface RangeProps {
  readonly id?: string
  readonly value?: Range
  readonly onChange?: (range: Range) => void
  readonly of: number
}

function RangeField({ id, value = EMPTY, onChange, of }: RangeProps) {
  const say = useWords(calendarWords)
  const { from = '', to = '', kind } = value
  return (
    <span className="calendar-range" id={id}>
      <Input
        type="date"
        aria-label={`${say('rangeFrom')} ${of}`}
        value={from}
        onChange={({ target }) =>
          onChange?.({ ...value, from: target.value, to: to === '' ? target.value : to })
        }
      />
      <span className="calendar-to" />
      <Input
        type="date"
        aria-label={`${say('rangeTo')} ${of}`}
        value={to}
        onChange={({ target }) => onChange?.({ ...value, to: target.value })}
      />
      <Select<Range['kind']>
        aria-label={`${say('rangeKind')} ${of}`}
        value={kind}
        onChange={next => onChange?.({ ...value, kind: next })}
        options={KINDS.map(one => ({ value: one, label: say(`kind_${one}`) }))}
        popupMatchSelectWidth={false}
      />
    </span>
  )
}

function OfficeHours() {
  const say = useWords(calendarWords)
  const form = Form.useFormInstance<Fields>()
  const isOn = Form.useWatch('changesHours', form) === true
  const check = (_: unknown, hours: readonly Hours[]) =>
    !isOn || areInOrder(hours) ? Promise.resolve() : Promise.reject(new Error(say('wrongHours')))
  return (
    <>
      <Form.Item name="changesHours" valuePropName="checked">
        <Checkbox>{say('changeHours')}</Checkbox>
      </Form.Item>
      <div hidden={!isOn}>
        <Form.List name="officeHours" rules={[{ validator: check as never }]}>
          {(fields, { add, remove }, { errors }) => (
            <fieldset className="calendar-ranges">
              <legend>{say('officeHours')}</legend>
              {fields.map(({ key, name }) => (
                <div key={key} className="calendar-row">
                  <Form.Item name={[name, 'from']}>
                    <Input type="time" aria-label={`${say('hoursFrom')} ${name + 1}`} />
                  </Form.Item>
                  <span className="calendar-to" />
                  <Form.Item name={[name, 'to']}>
                    <Input type="time" aria-label={`${say('hoursTo')} ${name + 1}`} />
                  </Form.Item>
                  <Button
                    type="link"
                    onClick={() => remove(name)}
                    aria-label={`${say('remove')} ${name + 1}`}
                  >
                    {say('remove')}
                  </Button>
                </div>
              ))}
              <Button onClick={() => add({})}>{say('addHours')}</Button>
              <Form.ErrorList errors={errors} />
            </fieldset>
          )}
        </Form.List>
      </div>
    </>
  )
}

function WillChange({ year, calendar }: Pick<DialogProps, 'year' | 'calendar'>) {
  const say = useWords(calendarWords)
  const form = Form.useFormInstance<Fields>()
  const ranges = (Form.useWatch('days', form) ?? []) as readonly Range[]
  const days = daysOfRanges(ranges)
  const count = Object.keys(days).length
  const effect = effectOn(calendar.days, days)
  const { off, on, before, after, elsewhere } = effect
  return (
    <>
      <p>
        {count === 0
          ? say('willNothing')
          : say('willChange', { count: off + on, off, on, before, after })}
      </p>
      {elsewhere > 0 && <p>{say('willOtherYear', { count: elsewhere, year })}</p>}
      <p>{say('willMove')}</p>
    </>
  )
}
