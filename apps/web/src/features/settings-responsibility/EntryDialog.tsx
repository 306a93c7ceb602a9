// Writes an entry: a new one, or the next version of one, which ends as the new one begins.
import { Form, Input, Select } from 'antd'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import {
  AreaPicker,
  OrganisationPicker,
  OrganisationsPicker,
} from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { nextId, type PublishEntry, toBody } from './entry-fields.ts'
import { TypePicker } from './TypePicker.tsx'
import { type EntryRow, useRenew } from './use-list.ts'
import { responsibilityWords } from './words.ts'

interface DialogProps {
  /** The entry that ends as the new one begins. */
  readonly replaces?: EntryRow
  /** Ids of the entries for the same problem and area. */
  readonly used?: readonly string[]
  /** Where something else suggests what to write. */
  readonly initial?: Partial<PublishEntry>
  readonly onClose: () => void
}

function fieldsOf(
  { id, problemType, area, lead, assisting, duty, legalItems }: EntryRow,
  used: readonly string[],
) {
  return { id: nextId(id, used), problemType, area, lead, assisting, duty, legalItems }
}

export function EntryDialog({ replaces, used = [], initial = {}, onClose }: DialogProps) {
  const say = useWords(responsibilityWords)
  const renew = useRenew()
  const isNew = replaces === undefined
  return (
    <ActDialog<PublishEntry, unknown>
      title={isNew ? say('addTitle') : say('changeTitle', { id: replaces.id })}
      verb={say(isNew ? 'add' : 'a_change')}
      width={680}
      initial={isNew ? initial : fieldsOf(replaces, used)}
      send={(fields, key) =>
        get(
          api.POST('/api/responsibility', {
            body: toBody(fields, replaces?.id),
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={() => {
        onClose()
        renew()
      }}
      onClose={onClose}
      consequence={<p>{isNew ? say('willAdd') : say('willChange', { id: replaces.id })}</p>}
    >
      <EntryFields isNew={isNew} />
    </ActDialog>
  )
}

function EntryFields({ isNew }: { readonly isNew: boolean }) {
  const say = useWords(responsibilityWords)
  const required = [{ required: true }]
  return (
    <>
      <div className="entry-pair">
        <Form.Item name="problemType" label={say('problemType')} rules={required}>
          <TypePicker disabled={!isNew} />
        </Form.Item>
        <Form.Item name="area" label={say('area')} rules={required}>
          <AreaPicker disabled={!isNew} />
        </Form.Item>
      </div>
      <Form.Item name="id" label={say('idField')} rules={required} extra={say('idHelp')}>
        <Input maxLength={99} />
      </Form.Item>
      <Form.Item name="lead" label={say('lead_')} rules={required}>
        <OrganisationPicker department={true} />
      </Form.Item>
      <Form.Item name="assisting" label={say('assisting')}>
        <OrganisationsPicker department={true} />
      </Form.Item>
      <Form.Item name={['duty', 'zh']} label={say('dutyZh')} rules={required}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name={['duty', 'en']} label={say('dutyEn')} rules={required}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="legalItems" label={say('legalField')}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <div className="entry-pair">
        <Form.Item
          name="from"
          label={say(isNew ? 'from' : 'fromNeeded')}
          rules={isNew ? [] : required}
        >
          <InstantPicker />
        </Form.Item>
        <Form.Item name="until" label={say('until')}>
          <InstantPicker />
        </Form.Item>
      </div>
    </>
  )
}
