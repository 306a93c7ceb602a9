import { Checkbox, Form, Input, Select } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { DistrictSelect } from '../../desk-ui/pickers/DistrictSelect.tsx'
import { type Audience, AudienceFields, toAudience } from '../../desk-ui/reach/AudienceFields.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useWords } from '../../i18n/words.ts'
import { useSpans } from './use-spans.ts'
import { useRenew } from './use-trust.ts'
import { trustWords } from './words.ts'

type NewOne = Schemas['NewCanary']

interface Typed extends Pick<NewOne, 'district' | 'label' | 'every' | 'within' | 'returns'> {
  readonly audience: Audience
  readonly channels?: readonly string[]
  readonly isTold?: boolean
  readonly alarm?: Audience
}

const RETURNS = ['accepted', 'delivered', 'echo'] as const
const CHANNELS = ['web_push', 'sms', 'email', 'wecom', 'dingtalk', 'feishu', 'webhook'] as const

function toBody({ channels = [], isTold = false, alarm, audience, ...rest }: Typed): NewOne {
  return {
    ...rest,
    audience: toAudience(audience),
    ...(channels.length === 0 ? {} : { channels: [...channels] }),
    ...(isTold && alarm !== undefined ? { alarm: toAudience(alarm) } : {}),
  }
}

function WhoIsTold() {
  const say = useWords(trustWords)
  const isTold = Form.useWatch<boolean | undefined>('isTold', Form.useFormInstance())
  return (
    <>
      <Form.Item name="isTold" valuePropName="checked" label={say('alarmTo')}>
        <Checkbox>{say('alarmToSome')}</Checkbox>
      </Form.Item>
      {isTold === true ? <AudienceFields name="alarm" /> : <p>{say('alarmToNobody')}</p>}
    </>
  )
}

/** Sends its first message at once. */
export function NewCanary({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(trustWords)
  const { channel } = useCoded()
  const renew = useRenew()
  const spans = useSpans()
  const required = [{ required: true }]
  return (
    <ActDialog<Typed, unknown>
      title={say('newCanary')}
      verb={say('newCanary')}
      initial={{ every: 'PT15M', within: 'PT1M', returns: 'accepted' }}
      consequence={say('canariesLead')}
      send={(typed, key) =>
        get(api.POST('/api/canaries', { body: toBody(typed), headers: { 'idempotency-key': key } }))
      }
      onDone={() => {
        renew()
        onClose()
      }}
      onClose={onClose}
    >
      <Form.Item name="label" label={say('label')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="district" label={say('district')} rules={required}>
        <DistrictSelect />
      </Form.Item>
      <Form.Item name="every" label={say('every')} rules={required}>
        <Select options={spans} />
      </Form.Item>
      <Form.Item name="within" label={say('within')} rules={required}>
        <Select options={spans} />
      </Form.Item>
      <Form.Item name="returns" label={say('returns')} rules={required}>
        <Select options={RETURNS.map(value => ({ value, label: say(`returns_${value}`) }))} />
      </Form.Item>
      <Form.Item name="channels" label={say('onlyChannels')}>
        <Select
          mode="multiple"
          placeholder={say('ownOrder')}
          options={CHANNELS.map(value => ({ value, label: channel(value) }))}
        />
      </Form.Item>
      <AudienceFields name="audience" />
      <WhoIsTold />
    </ActDialog>
  )
}
