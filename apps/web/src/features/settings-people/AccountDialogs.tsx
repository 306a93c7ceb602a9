// Acts on somebody's account; each says before what will follow.
import { Checkbox, Form, Input } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useWords } from '../../i18n/words.ts'
import { type Account, useRenew } from './use-people.ts'
import { peopleWords } from './words.ts'

type Invited = Schemas['Invited']

export type AccountAct =
  | 'invite'
  | 'disable'
  | 'enable'
  | 'reset'
  | 'makeAdministrator'
  | 'takeAdministrator'

const FINAL: ReadonlySet<AccountAct> = new Set<AccountAct>(['disable', 'reset'])
const REQUIRED = [{ required: true }]

interface CreateDialogProps {
  readonly person: string
  readonly onInvited: (invited: Invited) => void
  readonly onClose: () => void
}

interface CreateValues {
  readonly loginName: string
  readonly isAdministrator?: boolean
}

export function CreateDialog({ person, onInvited, onClose }: CreateDialogProps) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  return (
    <ActDialog<CreateValues, Invited>
      title={say('create')}
      verb={say('create')}
      consequence={<p>{say('createWhat')}</p>}
      onClose={onClose}
      onDone={invited => {
        onInvited(invited)
        renew()
        onClose()
      }}
      send={({ loginName, isAdministrator = false }, key) =>
        get(
          api.POST('/api/accounts', {
            body: { person, loginName, isAdministrator },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Form.Item name="loginName" label={say('loginName')} rules={REQUIRED}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="isAdministrator" valuePropName="checked">
        <Checkbox>{say('isAdministrator')}</Checkbox>
      </Form.Item>
    </ActDialog>
  )
}

async function send(act: AccountAct, id: string, key: string): Promise<Invited | undefined> {
  const params = { path: { id } }
  const headers = { 'idempotency-key': key }
  switch (act) {
    case 'invite':
      return get(api.POST('/api/accounts/{id}/invite', { params, headers }))
    case 'disable':
      await get(api.POST('/api/accounts/{id}/disable', { params, headers }))
      return undefined
    case 'enable':
      await get(api.POST('/api/accounts/{id}/enable', { params, headers }))
      return undefined
    case 'reset':
      await get(api.POST('/api/accounts/{id}/reset-second-factor', { params, headers }))
      return undefined
    default: {
      const body = { isAdministrator: act === 'makeAdministrator' }
      await get(api.POST('/api/accounts/{id}/administrator', { params, headers, body }))
      return undefined
    }
  }
}

interface ActOnAccountProps {
  readonly act: AccountAct
  readonly account: Account
  readonly onInvited: (invited: Invited) => void
  readonly onClose: () => void
}

export function ActOnAccount({ act, account, onInvited, onClose }: ActOnAccountProps) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  return (
    <ActDialog<object, Invited | undefined>
      title={say(act)}
      verb={say(act)}
      isFinal={FINAL.has(act)}
      onClose={onClose}
      onDone={invited => {
        if (invited !== undefined) onInvited(invited)
        renew()
        onClose()
      }}
      send={(_values, key) => send(act, account.id, key)}
    >
      <p>{say(`${act}What`)}</p>
    </ActDialog>
  )
}

interface LinkValues {
  readonly provider: string
  readonly subject: string
}

export function LinkDialog({
  account: { id },
  onClose,
}: {
  readonly account: Account
  readonly onClose: () => void
}) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  return (
    <ActDialog<LinkValues, unknown>
      title={say('linkIdentity')}
      verb={say('linkIdentity')}
      consequence={<p>{say('linkIdentityWhat')}</p>}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={(body, key) =>
        get(
          api.POST('/api/accounts/{id}/link', {
            params: { path: { id } },
            body,
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Form.Item name="provider" label={say('provider')} rules={REQUIRED}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="subject" label={say('subject')} rules={REQUIRED}>
        <Input maxLength={255} />
      </Form.Item>
    </ActDialog>
  )
}
