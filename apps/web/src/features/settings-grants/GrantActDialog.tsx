// What is done with one grant: its form, and in words what will follow.
import { Form, Input } from 'antd'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { AreaPicker, OfficePicker, PersonPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useName, useWords } from '../../i18n/words.ts'
import { OverItem } from './GiveDialog.tsx'
import { type GrantAct, type GrantValues, sendAct } from './grant-acts.ts'
import type { GrantRow } from './use-grants.ts'
import { grantsWords } from './words.ts'

interface DialogProps {
  readonly act: GrantAct
  readonly grant: GrantRow
  readonly onClose: () => void
  readonly onDone: () => void
}

const FINAL: ReadonlySet<GrantAct> = new Set(['revoke', 'endDelegation', 'narrow'])

const FIELDS = {
  delegate: DelegateFields,
  endDelegation: TakingFields,
  narrow: NarrowFields,
  suspend: SuspendFields,
  resume: ReasonField,
  revoke: TakingFields,
} as const satisfies Record<GrantAct, () => React.ReactNode>

const WILL = {
  delegate: 'willDelegate',
  endDelegation: 'willEndDelegation',
  narrow: 'willNarrow',
  suspend: 'willSuspend',
  resume: 'willResume',
  revoke: 'willRevoke',
} as const

export function GrantActDialog({ act, grant, onClose, onDone }: DialogProps) {
  const say = useWords(grantsWords)
  const nameOf = useName()
  const { office, power, names } = grant
  const Fields = FIELDS[act]
  const verb = say(`a_${act}`)
  return (
    <ActDialog<GrantValues, unknown>
      title={`${verb}：${nameOf(names[office], office)} · ${say(`power_${power}`)}`}
      verb={verb}
      isFinal={FINAL.has(act)}
      send={(values, key) => sendAct(act, grant.id, values, key)}
      onDone={onDone}
      onClose={onClose}
      consequence={
        <p>
          {say(WILL[act], { office: nameOf(names[office], office), gives: say(`gives_${power}`) })}
        </p>
      }
    >
      <Fields />
    </ActDialog>
  )
}

function ReasonField() {
  const say = useWords(grantsWords)
  return (
    <Form.Item name="reason" label={say('reason')} rules={[{ required: true }]}>
      <Input.TextArea rows={2} maxLength={2000} />
    </Form.Item>
  )
}

function SuccessorField() {
  const say = useWords(grantsWords)
  return (
    <Form.Item name="successor" label={say('successor')} extra={say('successorHelp')}>
      <OfficePicker />
    </Form.Item>
  )
}

function TakingFields() {
  return (
    <>
      <ReasonField />
      <SuccessorField />
    </>
  )
}

function SuspendFields() {
  const say = useWords(grantsWords)
  return (
    <>
      <Form.Item name="until" label={say('untilSuspend')}>
        <InstantPicker />
      </Form.Item>
      <TakingFields />
    </>
  )
}

function NarrowFields() {
  const say = useWords(grantsWords)
  return (
    <>
      <OverItem label={say('overNarrow')} isOptional={true} />
      <Form.Item name="area" label={say('areaNarrow')}>
        <AreaPicker />
      </Form.Item>
      <Form.Item name="until" label={say('untilNarrow')}>
        <InstantPicker />
      </Form.Item>
      <Form.Item name="instrument" label={say('instrumentField')} rules={[{ required: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <TakingFields />
    </>
  )
}

function DelegateFields() {
  const say = useWords(grantsWords)
  const form = Form.useFormInstance<GrantValues>()
  const office = Form.useWatch('office', form)
  const organisation = office?.slice(0, office.lastIndexOf('.'))
  return (
    <>
      <Form.Item name="office" label={say('standIn')} rules={[{ required: true }]}>
        <OfficePicker />
      </Form.Item>
      <Form.Item name="person" label={say('personField')}>
        <PersonPicker organisation={organisation} />
      </Form.Item>
      <div className="act-pair">
        <Form.Item name="from" label={say('from')}>
          <InstantPicker />
        </Form.Item>
        <Form.Item name="until" label={say('untilNeeded')} rules={[{ required: true }]}>
          <InstantPicker />
        </Form.Item>
      </div>
      <OverItem label={say('overDelegate')} isOptional={true} />
      <Form.Item name="area" label={say('areaDelegate')}>
        <AreaPicker />
      </Form.Item>
      <Form.Item name="instrument" label={say('instrumentOptional')}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}
