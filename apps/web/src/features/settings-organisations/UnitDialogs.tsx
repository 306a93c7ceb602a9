// An organisation begins, changes, ends.
import { Checkbox, Form, Input } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { settings } from '../../api/settings.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { BilingualFields } from '../../desk-ui/BilingualFields.tsx'
import { AreaPicker, OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { changesOf } from './changes.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { type Organisation, useRenew } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const REQUIRED = [{ required: true }]

interface Values {
  readonly id: string
  readonly kind: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly district: string
  readonly territory: string
  readonly parent?: string
  readonly department?: boolean
}

function SharedFields() {
  const say = useWords(organisationWords)
  return (
    <>
      <BilingualFields name="name" zh={say('zh')} en={say('en')} />
      <Form.Item name="kind" label={say('kind')} rules={REQUIRED} extra={say('kindHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="territory" label={say('territory')} rules={REQUIRED}>
        <AreaPicker />
      </Form.Item>
      <Form.Item name="parent" label={say('partOf')}>
        <OrganisationPicker />
      </Form.Item>
      <Form.Item name="department" valuePropName="checked">
        <Checkbox>{say('department')}</Checkbox>
      </Form.Item>
    </>
  )
}

interface FoundDialogProps {
  readonly initial: Partial<Values>
  readonly onFounded: (id: string) => void
  readonly onClose: () => void
}

export function FoundDialog({ initial, onFounded, onClose }: FoundDialogProps) {
  const say = useWords(organisationWords)
  const renew = useRenew()
  const word = say(initial.parent === undefined ? 'found' : 'foundPart')
  return (
    <ActDialog<Values, { readonly id: string }>
      title={word}
      verb={word}
      initial={{ department: false, ...initial }}
      onClose={onClose}
      onDone={({ id }) => {
        renew()
        onClose()
        onFounded(id)
      }}
      send={({ parent, department = false, ...values }, key) =>
        get(
          api.POST('/api/organisations', {
            body: {
              ...values,
              department,
              invented: settings.isDemo,
              ...(parent ? { parent } : {}),
            },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Form.Item name="id" label={say('id')} rules={REQUIRED} extra={say('idHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="district" label={say('district')} rules={REQUIRED}>
        <Input maxLength={6} inputMode="numeric" />
      </Form.Item>
      <SharedFields />
    </ActDialog>
  )
}

interface OneProps {
  readonly one: Organisation
  readonly onClose: () => void
}

export function ChangeDialog({ one, onClose }: OneProps) {
  const say = useWords(organisationWords)
  const renew = useRenew()
  return (
    <ActDialog<Values, unknown>
      title={say('change')}
      verb={say('change')}
      initial={one}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={({ kind, name, territory, parent, department }, key) =>
        get(
          api.POST('/api/organisations/{id}/change', {
            params: { path: { id: one.id } },
            body: changesOf(one, { kind, name, territory, parent, department }, [
              'parent',
            ]) as Schemas['ChangeOrganisation'],
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <SharedFields />
    </ActDialog>
  )
}

export function EndDialog({ one: { id }, onClose }: OneProps) {
  const say = useWords(organisationWords)
  return (
    <EndingDialog
      title={say('end')}
      what={say('endWhat')}
      onClose={onClose}
      end={key =>
        get(
          api.POST('/api/organisations/{id}/end', {
            params: { path: { id } },
            body: {},
            headers: { 'idempotency-key': key },
          }),
        )
      }
    />
  )
}
