// A rotation: who relieves whom, how often, from which hour on, and on which days.
import { Form, Input, InputNumber, Select } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { settings } from '../../api/settings.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { toField } from '../../i18n/city-time.ts'
import { useWords } from '../../i18n/words.ts'
import { LayerField } from './LayerField.tsx'
import { PeopleInTurn } from './PeopleInTurn.tsx'
import { newName, useDone } from './PersonDialogs.tsx'
import { type RotationValues, rotationOf, valuesOf } from './rotation-values.ts'
import type { Roster } from './use-rosters.ts'
import { rosterWords } from './words.ts'

const REQUIRED = [{ required: true }]
const UNITS = ['hours', 'days', 'weeks'] as const
const DAYS = ['none', 'every', 'working', 'free'] as const
const DATE_LENGTH = 10
const RENAMED = {
  handoverMinute: 'handover',
  turn: 'turn.amount',
  'hours.from': 'hoursFrom',
  'hours.until': 'hoursUntil',
}

interface RotationDialogProps {
  readonly roster: Roster
  /** Absent: a new one. */
  readonly rotation: Schemas['Rotation'] | undefined
  readonly onClose: () => void
}

export function RotationDialog({ roster, rotation, onClose }: RotationDialogProps) {
  const say = useWords(rosterWords)
  const onDone = useDone(onClose)
  const { id, organisation } = roster
  const word = say(rotation === undefined ? 'addRotation' : 'changeRotation')
  const today = toField(serverNow(), settings.timeZone).slice(0, DATE_LENGTH)
  return (
    <ActDialog<RotationValues, unknown>
      title={word}
      verb={word}
      initial={valuesOf(rotation, today)}
      onClose={onClose}
      onDone={onDone}
      renamed={RENAMED}
      send={(values, key) =>
        get(
          api.POST('/api/rosters/{id}/rotations', {
            params: { path: { id } },
            body: rotationOf(values, rotation?.id ?? newName('turns')),
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <LayerField />
      <Form.Item name="people" label={say('people')} rules={REQUIRED}>
        <PeopleInTurn organisation={organisation} />
      </Form.Item>
      <div className="roster-pair">
        <Form.Item name={['turn', 'amount']} label={say('turn')} rules={REQUIRED}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <Form.Item name={['turn', 'unit']} label=" " colon={false}>
          <Select
            aria-label={say('turn')}
            options={UNITS.map(unit => ({ value: unit, label: say(`unit_${unit}`) }))}
          />
        </Form.Item>
        <Form.Item name="handover" label={say('handover')} rules={REQUIRED}>
          <Input type="time" />
        </Form.Item>
      </div>
      <div className="roster-pair">
        <Form.Item name="startsOn" label={say('startsOn')} rules={REQUIRED}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="endsBefore" label={say('endsBefore')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <HoursFields />
    </ActDialog>
  )
}

function HoursFields() {
  const say = useWords(rosterWords)
  const days = Form.useWatch<RotationValues['hoursDays'] | undefined>('hoursDays')
  return (
    <>
      <Form.Item name="hoursDays" label={say('hours')}>
        <Select options={DAYS.map(one => ({ value: one, label: say(`hours_${one}`) }))} />
      </Form.Item>
      {days !== undefined && days !== 'none' && (
        <div className="roster-pair">
          <Form.Item name="hoursFrom" label={say('from')} rules={REQUIRED}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="hoursUntil" label={say('until')} rules={REQUIRED}>
            <Input type="time" />
          </Form.Item>
        </div>
      )}
    </>
  )
}
