// Every setting of a version of a kind, as fields.
import { SUMMONS_CLOCKS } from '@muster/domain'
import { Checkbox, Form, Input, InputNumber, Radio, Select, Switch } from 'antd'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { DurationField } from './DurationField.tsx'
import { codeWords, type Section } from './kind-facts.ts'
import type { KindFields } from './kind-form.ts'
import { LadderFields } from './LadderFields.tsx'
import { RubricFields } from './RubricFields.tsx'
import { useSpeech } from './use-kinds.ts'

const REQUIRED = [{ required: true }]
const RANKS = ['head', 'deputy', 'duty', 'officer'] as const
const PRESENCES = ['continuous', 'session', 'none'] as const
const HOMES = ['none', 'street', 'full'] as const
const BLOCKS = ['problem_dealt_with', 'evidence_fixed', 'follow_up_owner_named', 'site_safe']
const MEASURES = [
  'stop',
  'seize',
  'penalise',
  'demolish',
  'repair',
  'clear',
  'control_traffic',
  'transfer_to_police',
  'order_to_correct',
  'other',
]
const MOST_SECONDS = 86_400
const MOST_METRES = 100_000
const MOST_RETURNS = 20

interface GroupProps {
  readonly of: Section
  readonly children: React.ReactNode
}

function Group({ of, children }: GroupProps) {
  const { say } = useSpeech()
  return (
    <fieldset className="kind-group">
      <legend>{say(`s_${of}`)}</legend>
      {children}
    </fieldset>
  )
}

export function KindFieldsets({ isNew }: { readonly isNew: boolean }) {
  return (
    <>
      <Basics isNew={isNew} />
      <Who />
      <Clocks />
      <Group of="ladders">
        <LadderFields />
      </Group>
      <Scene />
      <Returns />
      <Work />
      <Group of="grading">
        <RubricFields />
      </Group>
      <Secrecy />
    </>
  )
}

function Basics({ isNew }: { readonly isNew: boolean }) {
  const { say } = useSpeech()
  return (
    <Group of="basics">
      <div className="kind-pair">
        <Form.Item name="code" label={say('code')} rules={REQUIRED} extra={say('codeHelp')}>
          <Input disabled={!isNew} maxLength={60} />
        </Form.Item>
        <Form.Item
          name="version"
          label={say('version')}
          rules={REQUIRED}
          extra={say('versionHelp')}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name={['name', 'zh']} label={say('nameZh')} rules={REQUIRED}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={['name', 'en']} label={say('nameEn')} rules={REQUIRED}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="effectiveFrom"
          label={say('effectiveFrom')}
          rules={REQUIRED}
          extra={say('effectiveFromHelp')}
        >
          <InstantPicker />
        </Form.Item>
      </div>
    </Group>
  )
}

function Who() {
  const { say } = useSpeech()
  // `required` would name an attribute that a group of boxes may not have.
  const some = [{ type: 'array' as const, min: 1, message: say('chooseSome') }]
  const ranks = RANKS.map(value => ({ value, label: say(`rank_${value}`) }))
  return (
    <Group of="who">
      <Form.Item name="approval" label={say('approval')}>
        <Radio.Group
          options={(['before', 'after'] as const).map(value => ({
            value,
            label: say(`approval_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="blowers" label={say('blowers')} rules={some}>
        <Checkbox.Group options={ranks} />
      </Form.Item>
      <Form.Item name="approvers" label={say('approvers')} rules={some}>
        <Checkbox.Group options={ranks} />
      </Form.Item>
    </Group>
  )
}

function Clocks() {
  const { say } = useSpeech()
  return (
    <Group of="clocks">
      <h3>{say('clocksOfSummons')}</h3>
      <p className="kind-quiet">{say('clocksOfSummonsHelp')}</p>
      <div className="kind-pair">
        {SUMMONS_CLOCKS.map(name => (
          <Form.Item key={name} name={['summonsClocks', name]} label={say(`clock_${name}`)}>
            <DurationField of={say(`clock_${name}`)} />
          </Form.Item>
        ))}
      </div>
      <h3>{say('clocksOfWhistle')}</h3>
      <div className="kind-pair">
        <ClockItem name="approvalClock" label={say('clock_approval_or_review')} />
        <ClockItem name="rulingClock" label={say('clock_ruling')} />
        <ClockItem name="gradeClock" label={say('clock_grade')} />
        <ClockItem name="appealClock" label={say('clock_appeal')} />
      </div>
    </Group>
  )
}

interface ClockItemProps {
  readonly name: 'approvalClock' | 'rulingClock' | 'gradeClock' | 'appealClock' | 'publicAfter'
  readonly label: string
}

function ClockItem({ name, label }: ClockItemProps) {
  return (
    <Form.Item name={name} label={label}>
      <DurationField of={label} />
    </Form.Item>
  )
}

interface NumberItemProps {
  readonly name: string | readonly string[]
  readonly label: string
  readonly min?: number
  readonly max: number
}

function NumberItem({ name, label, min = 1, max }: NumberItemProps) {
  return (
    <Form.Item name={typeof name === 'string' ? name : [...name]} label={label} rules={REQUIRED}>
      <InputNumber min={min} max={max} />
    </Form.Item>
  )
}

function Scene() {
  const { say } = useSpeech()
  return (
    <Group of="scene">
      <Form.Item name="presence" label={say('presence')}>
        <Radio.Group
          options={PRESENCES.map(value => ({ value, label: say(`presence_${value}`) }))}
        />
      </Form.Item>
      <div className="kind-pair">
        <NumberItem name={['proofs', 'radiusMetres']} label={say('radius')} max={MOST_METRES} />
        <NumberItem
          name={['proofs', 'maxAccuracyMetres']}
          label={say('accuracy')}
          max={MOST_METRES}
        />
        <NumberItem name={['proofs', 'maxAgeSeconds']} label={say('age')} max={MOST_SECONDS} />
        <NumberItem
          name={['proofs', 'codeSeconds']}
          label={say('codeSeconds')}
          max={MOST_SECONDS}
        />
      </div>
    </Group>
  )
}

function Returns() {
  const { say } = useSpeech()
  return (
    <Group of="returns">
      <NumberItem name="maxReturns" label={say('maxReturns')} min={0} max={MOST_RETURNS} />
      <Form.Item name="disputeOnScene" label={say('disputeOnScene')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </Group>
  )
}

interface CodesProps {
  readonly name: 'releaseBlocks' | 'measureTypes'
  readonly known: readonly string[]
}

function CodesItem({ name, known }: CodesProps) {
  const speech = useSpeech()
  const prefix = name === 'releaseBlocks' ? 'block' : 'measure'
  return (
    <Form.Item
      name={name}
      label={speech.say(name)}
      extra={speech.say('codesHelp')}
      rules={name === 'measureTypes' ? REQUIRED : []}
    >
      <Select
        mode="tags"
        options={known.map(value => ({ value, label: codeWords(prefix, value, speech) }))}
      />
    </Form.Item>
  )
}

function Work() {
  return (
    <Group of="work">
      <CodesItem name="measureTypes" known={MEASURES} />
      <CodesItem name="releaseBlocks" known={BLOCKS} />
    </Group>
  )
}

function Secrecy() {
  const { say } = useSpeech()
  const form = Form.useFormInstance<KindFields>()
  const isConfidential = Form.useWatch('confidential', form)
  return (
    <Group of="secrecy">
      <Form.Item name="confidential" label={say('confidential')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <div hidden={isConfidential !== true}>
        <ClockItem name="publicAfter" label={say('publicAfter')} />
      </div>
      <Form.Item name="homeAddress" label={say('homeAddress')}>
        <Radio.Group options={HOMES.map(value => ({ value, label: say(`home_${value}`) }))} />
      </Form.Item>
    </Group>
  )
}
