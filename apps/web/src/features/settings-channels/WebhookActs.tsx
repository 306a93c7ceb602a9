// What an administrator does with webhooks, each in a dialog of its own.
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { DistrictSelect } from '../../desk-ui/pickers/DistrictSelect.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { SecretOnce } from '../../desk-ui/secret/SecretOnce.tsx'
import { useWords } from '../../i18n/words.ts'
import { useRenew, type Webhook } from './use-channels.ts'
import { Deliveries } from './WebhookDeliveries.tsx'
import { channelsWords } from './words.ts'

export type Doing =
  | { readonly act: 'create' }
  | { readonly act: 'deliveries' | 'rotate' | 'replaySince' | 'end'; readonly webhook: Webhook }

interface ActsProps {
  readonly doing: Doing
  readonly onClose: () => void
}

interface OneProps {
  readonly webhook: Webhook
  readonly onClose: () => void
}

export function WebhookActs({ doing, onClose }: ActsProps) {
  switch (doing.act) {
    case 'create':
      return <Create onClose={onClose} />
    case 'deliveries':
      return <Deliveries webhook={doing.webhook} onClose={onClose} />
    case 'rotate':
      return <Rotate webhook={doing.webhook} onClose={onClose} />
    case 'replaySince':
      return <ReplaySince webhook={doing.webhook} onClose={onClose} />
    case 'end':
      return <End webhook={doing.webhook} onClose={onClose} />
  }
}

type Request = Schemas['WebhookRequest']

interface Made {
  readonly label: string
  readonly secret: string
  readonly contact?: string
}

function Secret({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const say = useWords(channelsWords)
  const { label, secret, contact } = made
  return (
    <SecretOnce title={say('secretTitle', { label })} secret={secret} onClose={onClose}>
      {say('secretFor')}
      {contact !== undefined && ` ${say('contactFor', { contact })}`}
    </SecretOnce>
  )
}

function Create({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(channelsWords)
  const renew = useRenew()
  const [made, setMade] = useState<Made>()
  if (made !== undefined) return <Secret made={made} onClose={onClose} />
  return (
    <ActDialog<Request, Made>
      title={say('newWebhook')}
      verb={say('newWebhook')}
      send={async (body, key) => {
        const answer = await get(
          api.POST('/api/webhooks', { body, headers: { 'idempotency-key': key } }),
        )
        return { label: body.label, secret: answer.secret, contact: answer.contact }
      }}
      onDone={answer => {
        renew()
        setMade(answer)
      }}
      onClose={onClose}
    >
      <Form.Item name="label" label={say('label')} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="url" label={say('url')} extra={say('urlHelp')} rules={[{ required: true }]}>
        <Input type="url" inputMode="url" maxLength={1000} />
      </Form.Item>
      <Form.Item name="district" label={say('district')} rules={[{ required: true }]}>
        <DistrictSelect />
      </Form.Item>
    </ActDialog>
  )
}

const OVERLAPS = ['PT24H', 'PT1H', 'P7D', 'PT0S'] as const

function Rotate({ webhook, onClose }: OneProps) {
  const say = useWords(channelsWords)
  const renew = useRenew()
  const [made, setMade] = useState<Made>()
  const { district, id, label } = webhook
  if (made !== undefined) return <Secret made={made} onClose={onClose} />
  return (
    <ActDialog<{ keepsOld: string }, Made>
      title={say('rotateTitle', { label })}
      verb={say('rotate')}
      initial={{ keepsOld: 'PT24H' }}
      consequence={say('rotateConsequence')}
      send={async ({ keepsOld }, key) => {
        const { secret } = await get(
          api.POST('/api/webhooks/{district}/{id}/rotate-secret', {
            params: { path: { district, id } },
            headers: { 'idempotency-key': key },
            body: { keepsOld },
          }),
        )
        return { label, secret }
      }}
      onDone={answer => {
        renew()
        setMade(answer)
      }}
      onClose={onClose}
    >
      <Form.Item name="keepsOld" label={say('keepsOld')}>
        <Select options={OVERLAPS.map(value => ({ value, label: say(`keeps_${value}`) }))} />
      </Form.Item>
    </ActDialog>
  )
}

function ReplaySince({ webhook, onClose }: OneProps) {
  const say = useWords(channelsWords)
  const renew = useRenew()
  const [done, setDone] = useState<{ readonly count: number; readonly taken: number }>()
  const { district, id, label } = webhook
  return (
    <ActDialog<{ since: string }, { readonly items: readonly { readonly delivered: boolean }[] }>
      title={say('replayTitle', { label })}
      verb={say('replaySince')}
      consequence={
        <>
          {say('replayConsequence')}
          {done !== undefined && <p role="status">{say('replayed', done)}</p>}
        </>
      }
      send={({ since }, key) =>
        get(
          api.POST('/api/webhooks/{district}/{id}/replay', {
            params: { path: { district, id } },
            headers: { 'idempotency-key': key },
            body: { since },
          }),
        )
      }
      onDone={({ items }) => {
        renew()
        setDone({ count: items.length, taken: items.filter(one => one.delivered).length })
      }}
      onClose={onClose}
    >
      <Form.Item name="since" label={say('since')} rules={[{ required: true }]}>
        <InstantPicker />
      </Form.Item>
    </ActDialog>
  )
}

function End({ webhook, onClose }: OneProps) {
  const say = useWords(channelsWords)
  const renew = useRenew()
  const { district, id, label } = webhook
  return (
    <ActDialog<object, unknown>
      title={say('endTitle', { label })}
      verb={say('end')}
      isFinal={true}
      consequence={say('endConsequence')}
      send={(_, key) =>
        get(
          api.POST('/api/webhooks/{district}/{id}/end', {
            params: { path: { district, id } },
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={() => {
        renew()
        onClose()
      }}
      onClose={onClose}
    />
  )
}
