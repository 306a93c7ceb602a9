// An office begins, changes, ends.
import { Form, Input, Select } from 'antd'
import { api, get, type Schemas } from '../../api/client.ts'
import { settings } from '../../api/settings.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { BilingualFields } from '../../desk-ui/BilingualFields.tsx'
import { AreaPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { changesOf } from './changes.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { type Office, type Organisation, useRenew } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const REQUIRED = [{ required: true }]
const RANKS = ['head', 'deputy', 'duty', 'officer'] as const

interface Values {
  readonly id: string
  readonly role: string
  readonly rank: Office['rank']
  readonly name: { readonly zh: string; readonly en: string }
  readonly title?: { readonly zh?: string; readonly en?: string }
  readonly keeps?: string
}

/** Both languages, or none. */
function titleOf(title: Values['title']): { readonly zh: string; readonly en: string } | undefined {
  const { zh = '', en = '' } = title ?? {}
  return zh === '' && en === '' ? undefined : { zh, en }
}

function SharedFields() {
  const say = useWords(organisationWords)
  return (
    <>
      <BilingualFields name="name" zh={say('zh')} en={say('en')} />
      <Form.Item name="rank" label={say('rank')} rules={REQUIRED}>
        <Select options={RANKS.map(rank => ({ value: rank, label: say(`rank_${rank}`) }))} />
      </Form.Item>
      <Form.Item name="role" label={say('role')} rules={REQUIRED} extra={say('roleHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <BilingualFields name="title" zh={say('titleZh')} en={say('titleEn')} isOptional={true} />
      <Form.Item name="keeps" label={say('keeps')}>
        <AreaPicker />
      </Form.Item>
    </>
  )
}

interface OpenOfficeProps {
  readonly organisation: Organisation
  readonly onClose: () => void
}

export function OpenOfficeDialog({ organisation, onClose }: OpenOfficeProps) {
  const say = useWords(organisationWords)
  const renew = useRenew()
  return (
    <ActDialog<Values, unknown>
      title={say('openOffice')}
      verb={say('openOffice')}
      initial={{ id: `${organisation.id}.`, rank: 'officer' }}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={({ id, role, rank, name, title, keeps }, key) => {
        const given = titleOf(title)
        return get(
          api.POST('/api/offices', {
            body: {
              id,
              organisation: organisation.id,
              role,
              rank,
              name,
              invented: settings.isDemo,
              ...(given === undefined ? {} : { title: given }),
              ...(keeps ? { keeps } : {}),
            },
            headers: { 'idempotency-key': key },
          }),
        )
      }}
    >
      <Form.Item name="id" label={say('id')} rules={REQUIRED} extra={say('idHint')}>
        <Input maxLength={64} />
      </Form.Item>
      <SharedFields />
    </ActDialog>
  )
}

interface OneProps {
  readonly office: Office
  readonly onClose: () => void
}

export function ChangeOfficeDialog({ office, onClose }: OneProps) {
  const say = useWords(organisationWords)
  const renew = useRenew()
  return (
    <ActDialog<Values, unknown>
      title={say('changeOffice')}
      verb={say('changeOffice')}
      initial={office}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={({ role, rank, name, title, keeps }, key) =>
        get(
          api.POST('/api/offices/{id}/change', {
            params: { path: { id: office.id } },
            body: changesOf(office, { role, rank, name, title: titleOf(title), keeps }, [
              'keeps',
            ]) as Schemas['ChangeOffice'],
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <SharedFields />
    </ActDialog>
  )
}

export function CloseOfficeDialog({ office: { id }, onClose }: OneProps) {
  const say = useWords(organisationWords)
  return (
    <EndingDialog
      title={say('closeOffice')}
      what={say('closeOfficeWhat')}
      onClose={onClose}
      end={key =>
        get(
          api.POST('/api/offices/{id}/close', {
            params: { path: { id } },
            body: {},
            headers: { 'idempotency-key': key },
          }),
        )
      }
    />
  )
}
