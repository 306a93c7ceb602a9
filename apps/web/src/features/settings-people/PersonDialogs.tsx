// A person is entered, or what is known of them is corrected.
import { Form, Input } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { settings } from '../../api/settings.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { BilingualFields } from '../../desk-ui/BilingualFields.tsx'
import { OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { personChange } from './person-change.ts'
import { type Person, useRenew } from './use-people.ts'
import { peopleWords } from './words.ts'

const REQUIRED = [{ required: true }]

interface Values {
  readonly id: string
  readonly organisation: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly phone?: string
}

function SharedFields() {
  const say = useWords(peopleWords)
  return (
    <>
      <BilingualFields name="name" zh={say('nameZh')} en={say('nameEn')} />
      <Form.Item name="organisation" label={say('unit')} rules={REQUIRED}>
        <OrganisationPicker isClearable={false} />
      </Form.Item>
      <Form.Item name="phone" label={say('phone')} extra={say('phoneHint')}>
        <Input maxLength={40} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  )
}

interface EnterDialogProps {
  readonly organisation: string | undefined
  readonly onEntered: (id: string) => void
  readonly onClose: () => void
}

export function EnterDialog({ organisation, onEntered, onClose }: EnterDialogProps) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  return (
    <ActDialog<Values, { readonly id: string }>
      title={say('enter')}
      verb={say('enter')}
      consequence={<p>{say('sealed')}</p>}
      initial={organisation === undefined ? {} : { organisation }}
      onClose={onClose}
      onDone={({ id }) => {
        renew()
        onClose()
        onEntered(id)
      }}
      send={({ phone, ...values }, key) =>
        get(
          api.POST('/api/people', {
            body: { ...values, invented: settings.isDemo, ...(phone ? { phone } : {}) },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Form.Item name="id" label={say('id')} rules={REQUIRED} extra={say('idHint')}>
        <Input maxLength={64} />
      </Form.Item>
      <SharedFields />
    </ActDialog>
  )
}

interface ChangeDialogProps {
  readonly person: Person
  readonly onClose: () => void
}

export function ChangeDialog({ person, onClose }: ChangeDialogProps) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  const { id, name, organisation, phone } = person
  return (
    <ActDialog<Values, unknown>
      title={say('change')}
      verb={say('change')}
      consequence={<p>{say('sealed')}</p>}
      initial={{
        organisation,
        ...(name === null ? {} : { name }),
        ...(phone ? { phone } : {}),
      }}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={(values, key) =>
        get(
          api.POST('/api/people/{id}/change', {
            params: { path: { id } },
            body: personChange(person, values) as Schemas['ChangePerson'],
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <SharedFields />
    </ActDialog>
  )
}
