// A new token: for whom, in which office, what it allows and for how long; shown this once.
import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { OfficePicker, PersonPicker } from '../../desk-ui/pickers/pickers.tsx'
import { SecretOnce } from '../../desk-ui/secret/SecretOnce.tsx'
import { useWords } from '../../i18n/words.ts'
import { SCOPES } from './token-state.ts'
import { useRenew } from './use-tokens.ts'
import { tokensWords } from './words.ts'

interface Typed {
  readonly label: string
  readonly kind: 'person' | 'integration'
  readonly person: string
  readonly office: string
  readonly scopes: readonly string[]
  readonly lasts: string
}

interface Made {
  readonly label: string
  readonly token: string
}

const LASTS = ['P30D', 'P90D', 'P180D', 'P365D'] as const

/** The organisation is that of the office, and the district that of the organisation. */
async function issue(typed: Typed, key: string): Promise<Made> {
  const { office } = typed
  const { organisation } = await get(
    api.GET('/api/offices/{id}', { params: { path: { id: office } } }),
  )
  const { district } = await get(
    api.GET('/api/organisations/{id}', { params: { path: { id: organisation } } }),
  )
  const body = { ...typed, scopes: [...typed.scopes], organisation, district }
  const { token } = await get(
    api.POST('/api/tokens', { body, headers: { 'idempotency-key': key } }),
  )
  return { label: typed.label, token }
}

export function IssueToken({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(tokensWords)
  const renew = useRenew()
  const [form] = Form.useForm<Typed>()
  const kind = Form.useWatch('kind', form)
  const [made, setMade] = useState<Made>()
  const required = [{ required: true }]
  if (made !== undefined)
    return (
      <SecretOnce
        title={say('secretTitle', { label: made.label })}
        secret={made.token}
        onClose={onClose}
      >
        {say('secretFor')}
      </SecretOnce>
    )
  return (
    <ActDialog<Typed, Made>
      title={say('issue')}
      verb={say('issue')}
      form={form}
      initial={{ kind: 'integration', scopes: ['read'], lasts: 'P90D' }}
      consequence={say('issueConsequence')}
      send={issue}
      onDone={answer => {
        renew()
        setMade(answer)
      }}
      onClose={onClose}
    >
      <Form.Item name="label" label={say('label')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={say('kind')} extra={say('kindHelp')}>
        <Radio.Group
          options={(['integration', 'person'] as const).map(value => ({
            value,
            label: say(`kind_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="person"
        label={say('person')}
        rules={required}
        extra={kind === 'integration' && say('personHelp')}
      >
        {kind === 'person' ? <PersonPicker /> : <Input maxLength={100} />}
      </Form.Item>
      <Form.Item name="office" label={say('office')} rules={required}>
        <OfficePicker />
      </Form.Item>
      <Form.Item name="scopes" label={say('scopes')} rules={required}>
        <Checkbox.Group
          className="token-scope-choice"
          options={SCOPES.map(value => ({ value, label: say(`scope_${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="lasts" label={say('lasts')} rules={required}>
        <Select options={LASTS.map(value => ({ value, label: say(`lasts_${value}`) }))} />
      </Form.Item>
    </ActDialog>
  )
}
