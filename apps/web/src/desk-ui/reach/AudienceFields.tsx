// Whom a message goes to, as fields of a form: a kind, and what that kind needs.
import { Form, Select } from 'antd'
import type { Schemas } from '../../api/client.ts'
import { DistrictSelect } from '../pickers/DistrictSelect.tsx'
import { OfficePicker, OrganisationPicker, PersonPicker } from '../pickers/pickers.tsx'
import { useCoded } from './coded.ts'

export type Audience = Schemas['Audience']

const KINDS = ['duty', 'office', 'person', 'organisation', 'district'] as const
const LAYERS = ['duty', 'team', 'head'] as const

interface FieldsProps {
  /** The form's name of the whole. */
  readonly name: string
  readonly kinds?: readonly Audience['kind'][]
}

/** The form holds exactly what the API takes: give `AUDIENCE_FIRST` as what it begins with. */
export function AudienceFields({ name, kinds = KINDS }: FieldsProps) {
  const { say } = useCoded()
  const form = Form.useFormInstance()
  const kind = Form.useWatch<Audience['kind'] | undefined>([name, 'kind'], form)
  const required = [{ required: true }]
  return (
    <>
      <Form.Item name={[name, 'kind']} label={say('audienceKind')} rules={required}>
        <Select options={kinds.map(value => ({ value, label: say(`audience_${value}`) }))} />
      </Form.Item>
      {(kind === 'duty' || kind === 'organisation' || kind === 'person') && (
        <Form.Item
          name={[name, 'organisation']}
          label={say('audienceOrganisation')}
          rules={required}
        >
          <OrganisationPicker />
        </Form.Item>
      )}
      {kind === 'duty' && (
        <Form.Item name={[name, 'layer']} label={say('audienceLayer')} rules={required}>
          <Select options={LAYERS.map(value => ({ value, label: say(`layer_${value}`) }))} />
        </Form.Item>
      )}
      {kind === 'office' && (
        <Form.Item name={[name, 'office']} label={say('audienceOffice')} rules={required}>
          <OfficePicker />
        </Form.Item>
      )}
      {kind === 'person' && (
        <Form.Item name={[name, 'person']} label={say('audiencePerson')} rules={required}>
          <PersonPicker />
        </Form.Item>
      )}
      {kind === 'district' && (
        <Form.Item name={[name, 'district']} label={say('audienceDistrict')} rules={required}>
          <DistrictSelect />
        </Form.Item>
      )}
    </>
  )
}

/** Forgets what belonged to a kind that is no longer chosen. */
export function toAudience(typed: Readonly<Record<string, unknown>>): Audience {
  const fields = {
    duty: ['organisation', 'layer'],
    office: ['office'],
    person: ['person', 'organisation'],
    organisation: ['organisation'],
    district: ['district'],
  } as const
  const kind = KINDS.find(one => one === typed['kind']) ?? 'duty'
  const kept = fields[kind].map(field => [field, typed[field]] as const)
  return Object.fromEntries([['kind', kind], ...kept]) as Audience
}
