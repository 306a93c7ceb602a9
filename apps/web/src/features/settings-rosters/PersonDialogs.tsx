// Acts about one person's duty: somebody covers, is away, swaps, or has a written shift.
import { Form, Input } from 'antd'
import { api, get, newKey, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { PersonPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { LayerField } from './LayerField.tsx'
import { type Roster, useRenew } from './use-rosters.ts'
import { rosterWords } from './words.ts'

export interface DialogProps<V> {
  readonly roster: Roster
  readonly initial: Partial<V>
  readonly onClose: () => void
}

const REQUIRED = [{ required: true }]
const KEY_LENGTH = 8

/** Names are for machines here: people see what stands in it. */
export function newName(kind: string): string {
  return `${kind}-${newKey().slice(0, KEY_LENGTH)}`
}

export function useDone(onClose: () => void): () => void {
  const renew = useRenew()
  return () => {
    renew()
    onClose()
  }
}

export function PeriodFields() {
  const say = useWords(rosterWords)
  return (
    <div className="roster-pair">
      <Form.Item name="from" label={say('from')} rules={REQUIRED}>
        <InstantPicker />
      </Form.Item>
      <Form.Item name="until" label={say('until')} rules={REQUIRED}>
        <InstantPicker />
      </Form.Item>
    </div>
  )
}

interface PersonFieldProps {
  readonly name: string
  readonly label: string
  readonly organisation: string
  readonly isOptional?: boolean
}

function PersonField({ name, label, organisation, isOptional = false }: PersonFieldProps) {
  return (
    <Form.Item name={name} label={label} rules={isOptional ? [] : REQUIRED}>
      <PersonPicker organisation={organisation} />
    </Form.Item>
  )
}

type Override = Omit<Schemas['Override'], 'id'>

export function OverrideDialog({ roster, initial, onClose }: DialogProps<Override>) {
  const say = useWords(rosterWords)
  const onDone = useDone(onClose)
  const { id, organisation } = roster
  return (
    <ActDialog<Override, unknown>
      title={say('cover')}
      verb={say('cover')}
      initial={initial}
      onClose={onClose}
      onDone={onDone}
      send={({ instead, ...values }, key) =>
        get(
          api.POST('/api/rosters/{id}/overrides', {
            params: { path: { id } },
            body: {
              id: newName('cover'),
              ...values,
              ...(instead === undefined ? {} : { instead }),
            },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <LayerField />
      <PersonField name="by" label={say('by')} organisation={organisation} />
      <PersonField
        name="instead"
        label={say('insteadOf')}
        organisation={organisation}
        isOptional={true}
      />
      <PeriodFields />
      <Form.Item name="reason" label={say('reason')} rules={REQUIRED}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </ActDialog>
  )
}

type Leave = Omit<Schemas['Leave'], 'id'>

export function LeaveDialog({ roster, initial, onClose }: DialogProps<Leave>) {
  const say = useWords(rosterWords)
  const onDone = useDone(onClose)
  const { id, organisation } = roster
  return (
    <ActDialog<Leave, unknown>
      title={say('addLeave')}
      verb={say('addLeave')}
      consequence={<p>{say('leaveWhat')}</p>}
      initial={initial}
      onClose={onClose}
      onDone={onDone}
      send={(values, key) =>
        get(
          api.POST('/api/rosters/{id}/leaves', {
            params: { path: { id } },
            body: { id: newName('leave'), ...values },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <PersonField name="person" label={say('person')} organisation={organisation} />
      <PeriodFields />
    </ActDialog>
  )
}

type Shift = Omit<Schemas['Shift'], 'id'>

export function ShiftDialog({ roster, initial, onClose }: DialogProps<Shift>) {
  const say = useWords(rosterWords)
  const onDone = useDone(onClose)
  const { id, organisation } = roster
  return (
    <ActDialog<Shift, unknown>
      title={say('addShift')}
      verb={say('addShift')}
      initial={initial}
      onClose={onClose}
      onDone={onDone}
      renamed={{
        'shifts.0.person': 'person',
        'shifts.0.from': 'from',
        'shifts.0.until': 'until',
        shifts: 'until',
      }}
      send={(values, key) =>
        get(
          api.POST('/api/rosters/{id}/shifts', {
            params: { path: { id } },
            body: { shifts: [{ id: newName('shift'), ...values }] },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <LayerField />
      <PersonField name="person" label={say('person')} organisation={organisation} />
      <PeriodFields />
    </ActDialog>
  )
}

interface Stretch {
  readonly from?: string
  readonly until?: string
}

interface SwapValues {
  readonly layer: Schemas['SwapShown']['layer']
  readonly asks: string
  readonly asked: string
  readonly gives: { readonly from: string; readonly until: string }
  readonly takes?: Stretch
}

/** A swap gives away, and may take something in return. */
function toSwap({ takes, ...values }: SwapValues) {
  const { from, until } = takes ?? {}
  const isTaken = from !== undefined || until !== undefined
  return {
    id: newName('swap'),
    ...values,
    ...(isTaken ? { takes: { from: from ?? '', until: until ?? '' } } : {}),
  }
}

export function SwapDialog({ roster, initial, onClose }: DialogProps<SwapValues>) {
  const say = useWords(rosterWords)
  const onDone = useDone(onClose)
  const { id, organisation } = roster
  return (
    <ActDialog<SwapValues, unknown>
      title={say('addSwap')}
      verb={say('addSwap')}
      consequence={<p>{say('swapsLead')}</p>}
      initial={initial}
      onClose={onClose}
      onDone={onDone}
      renamed={{ gives: 'gives.from', takes: 'takes.from' }}
      send={(values, key) =>
        get(
          api.POST('/api/rosters/{id}/swaps', {
            params: { path: { id } },
            body: toSwap(values),
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <LayerField />
      <PersonField name="asks" label={say('swapAsks')} organisation={organisation} />
      <PersonField name="asked" label={say('swapAsked')} organisation={organisation} />
      {(['gives', 'takes'] as const).map(part => (
        <fieldset key={part} className="roster-stretch">
          <legend>{say(part)}</legend>
          <div className="roster-pair">
            {(['from', 'until'] as const).map(end => (
              <Form.Item
                key={end}
                name={[part, end]}
                label={say(end)}
                rules={part === 'gives' ? REQUIRED : []}
              >
                <InstantPicker />
              </Form.Item>
            ))}
          </div>
        </fieldset>
      ))}
    </ActDialog>
  )
}
