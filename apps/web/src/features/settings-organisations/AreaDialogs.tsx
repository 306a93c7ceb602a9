// A piece of the territory is drawn, redrawn, given up.
import { Checkbox, Form, Input, Select } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { BilingualFields } from '../../desk-ui/BilingualFields.tsx'
import { AreaPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { changesOf } from './changes.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { geometryFrom } from './geometry.ts'
import { type Area, useRenew } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const REQUIRED = [{ required: true }]
const LEVELS = ['city', 'district', 'subdistrict', 'community', 'grid', 'special'] as const

interface Values {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly level: Area['level']
  readonly parent?: string
  readonly geometry?: string
  readonly generated?: boolean
}

function GeometryFields({ isKept }: { readonly isKept: boolean }) {
  const say = useWords(organisationWords)
  const isGeometry = (_rule: unknown, text: string | undefined) =>
    geometryFrom(text) === null
      ? Promise.reject(new Error(say('geometryWrong')))
      : Promise.resolve()
  return (
    <>
      <Form.Item
        name="geometry"
        label={say(isKept ? 'geometryKept' : 'geometry')}
        rules={[{ validator: isGeometry }]}
      >
        <Input.TextArea rows={4} spellCheck={false} />
      </Form.Item>
      <Form.Item name="generated" valuePropName="checked">
        <Checkbox>{say('isGenerated')}</Checkbox>
      </Form.Item>
    </>
  )
}

interface DrawDialogProps {
  readonly parent: string | undefined
  readonly onClose: () => void
}

export function DrawDialog({ parent: within, onClose }: DrawDialogProps) {
  const say = useWords(organisationWords)
  const renew = useRenew()
  return (
    <ActDialog<Values, unknown>
      title={say('drawArea')}
      verb={say('drawArea')}
      initial={{ level: 'grid', ...(within === undefined ? {} : { parent: within }) }}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={({ geometry: text, generated = false, parent, ...values }, key) => {
        const geometry = geometryFrom(text)
        return get(
          api.POST('/api/areas', {
            body: {
              ...values,
              generated,
              ...(parent ? { parent } : {}),
              ...(geometry ? { geometry } : {}),
            },
            headers: { 'idempotency-key': key },
          }),
        )
      }}
    >
      <Form.Item name="id" label={say('id')} rules={REQUIRED} extra={say('idHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <BilingualFields name="name" zh={say('zh')} en={say('en')} />
      <Form.Item name="level" label={say('level')} rules={REQUIRED}>
        <Select options={LEVELS.map(level => ({ value: level, label: say(`level_${level}`) }))} />
      </Form.Item>
      <Form.Item name="parent" label={say('parentArea')}>
        <AreaPicker />
      </Form.Item>
      <GeometryFields isKept={false} />
    </ActDialog>
  )
}

interface OneProps {
  readonly area: Area
  readonly onClose: () => void
}

export function ChangeAreaDialog({ area, onClose }: OneProps) {
  const say = useWords(organisationWords)
  const renew = useRenew()
  const { id, name, parent, generated } = area
  return (
    <ActDialog<Values, unknown>
      title={say('changeArea')}
      verb={say('changeArea')}
      initial={{ name, generated, ...(parent === undefined ? {} : { parent }) }}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={(values, key) => {
        const geometry = geometryFrom(values.geometry) ?? undefined
        const after = { ...values, geometry }
        return get(
          api.POST('/api/areas/{id}/change', {
            params: { path: { id } },
            body: changesOf(area, after) as Schemas['ChangeArea'],
            headers: { 'idempotency-key': key },
          }),
        )
      }}
    >
      <BilingualFields name="name" zh={say('zh')} en={say('en')} />
      <Form.Item name="parent" label={say('parentArea')}>
        <AreaPicker isClearable={false} />
      </Form.Item>
      <GeometryFields isKept={true} />
    </ActDialog>
  )
}

export function EndAreaDialog({ area: { id }, onClose }: OneProps) {
  const say = useWords(organisationWords)
  return (
    <EndingDialog
      title={say('endArea')}
      what={say('endAreaWhat')}
      onClose={onClose}
      end={key =>
        get(
          api.POST('/api/areas/{id}/end', {
            params: { path: { id } },
            body: {},
            headers: { 'idempotency-key': key },
          }),
        )
      }
    />
  )
}
