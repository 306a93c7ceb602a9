// Gives a power to an office, and says in words what will follow before it is sent.
import { POWERS } from '@muster/domain'
import { Form, Input, Select } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { AreaPicker, OfficePicker } from '../../desk-ui/pickers/pickers.tsx'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { dateOf } from '../../i18n/formats.ts'
import { type Bilingual, useLanguage, useName, useWords } from '../../i18n/words.ts'
import { isNobody, OverWhomField } from './OverWhomField.tsx'
import { type OverWhom, overWords } from './over-whom.ts'
import { useDistricts } from './use-grants.ts'
import { grantsWords } from './words.ts'

type Given = Schemas['GiveGrant']

interface DialogProps {
  readonly onClose: () => void
  readonly onDone: () => void
}

const send = (body: Given, key: string) =>
  get(api.POST('/api/grants', { body, headers: { 'idempotency-key': key } }))

export function GiveDialog({ onClose, onDone }: DialogProps) {
  const say = useWords(grantsWords)
  const required = [{ required: true }]
  return (
    <ActDialog<Given, unknown>
      title={say('giveTitle')}
      verb={say('give')}
      initial={{ departments: 'all' }}
      send={send}
      onDone={onDone}
      onClose={onClose}
      consequence={<WillFollow />}
    >
      <Form.Item name="office" label={say('office')} rules={required}>
        <OfficePicker />
      </Form.Item>
      <Form.Item name="power" label={say('power')} rules={required}>
        <Select
          options={POWERS.map(value => ({
            value,
            label: `${say(`power_${value}`)} – ${say(`gives_${value}`)}`,
          }))}
        />
      </Form.Item>
      <OverItem />
      <Form.Item name="area" label={say('area')} rules={required}>
        <AreaPicker />
      </Form.Item>
      <div className="act-pair">
        <Form.Item name="from" label={say('from')}>
          <InstantPicker />
        </Form.Item>
        <Form.Item name="until" label={say('untilField')}>
          <InstantPicker />
        </Form.Item>
      </div>
      <Form.Item name="instrument" label={say('instrumentField')} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
    </ActDialog>
  )
}

/** Over whom; where it may be left out, nothing chosen means: as before. */
export function OverItem({ label, isOptional }: { label?: string; isOptional?: boolean }) {
  const say = useWords(grantsWords)
  const check = (_: unknown, value: OverWhom | undefined) =>
    isNobody(value) || (value === undefined && isOptional !== true)
      ? Promise.reject(new Error(say('overChoice')))
      : Promise.resolve()
  return (
    <Form.Item name="departments" label={label ?? say('over')} rules={[{ validator: check }]}>
      <OverWhomField />
    </Form.Item>
  )
}

function namesOf(entries: readonly { readonly id: string; readonly name: Bilingual | null }[]) {
  return Object.fromEntries(entries.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])))
}

function idsIn(departments: OverWhom): readonly string[] {
  if (departments === 'all' || 'districts' in departments) return []
  return departments
}

function WillFollow() {
  const say = useWords(grantsWords)
  const tag = useLanguage()
  const nameOf = useName()
  const form = Form.useFormInstance<Given>()
  const values = Form.useWatch([], form) as Partial<Given> | undefined
  const { office = '', power, departments = 'all', area = '', from, until } = values ?? {}
  const offices = useEntries('office', office === '' ? [] : [office])
  const areas = useEntries('area', area === '' ? [] : [area])
  const bodies = useEntries('organisation', idsIn(departments))
  const districts = useDistricts(departments !== 'all' && 'districts' in departments)
  if (office === '' || area === '' || power === undefined || isNobody(departments))
    return <p>{say('willGiveEmpty')}</p>
  const names = namesOf([
    ...(offices.data ?? []),
    ...(areas.data ?? []),
    ...(bodies.data ?? []),
    ...(districts.data ?? []),
  ])
  return (
    <p>
      {say('willGive', {
        office: nameOf(names[office], office),
        from:
          from === undefined
            ? say('willGiveFromNow')
            : say('willGiveFrom', { at: dateOf(tag, from) }),
        gives: say(`gives_${power}`),
        over: overWords(departments, { tag, names, say }),
        area: nameOf(names[area], area),
      })}{' '}
      {until === undefined ? say('willNoEnd') : say('willUntil', { at: dateOf(tag, until) })}
    </p>
  )
}
