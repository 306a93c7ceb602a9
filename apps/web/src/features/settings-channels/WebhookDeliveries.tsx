// What was sent to one system in the last thirty days; each can be sent again.
import { Button, Modal, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { type Delivery, useDeliveries, useRenew, type Webhook } from './use-channels.ts'
import { channelsWords } from './words.ts'

function Outcome({ delivery }: { readonly delivery: Delivery }) {
  const say = useWords(channelsWords)
  const tag = useLanguage()
  const { reason } = useCoded()
  const { deliveredAt, failure, tries } = delivery
  const notes = [
    ...(deliveredAt === undefined ? [] : [momentOf(tag, deliveredAt)]),
    ...(failure === undefined ? [] : [reason(failure)]),
    ...(tries > 1 ? [say('triedTimes', { count: tries })] : []),
  ]
  const isFailed = deliveredAt === undefined && failure !== undefined
  return (
    <>
      {deliveredAt !== undefined && <FareMark fare="good" word={say('taken1')} />}
      {isFailed && <FareMark fare="failed" word={say('notTaken')} />}
      {deliveredAt === undefined && !isFailed && <FareMark fare="begun" word={say('waiting')} />}
      <small>{notes.join(' · ')}</small>
    </>
  )
}

/** One after the other: a system that is down is not stormed. */
function ReplayButton({
  webhook,
  delivery,
}: {
  readonly webhook: Webhook
  readonly delivery: Delivery
}) {
  const say = useWords(channelsWords)
  const { reason } = useCoded()
  const renew = useRenew()
  const { district, id } = webhook
  const [answer, setAnswer] = useState<Schemas['WebhookReplay']>()
  const act = useAct<object, Schemas['WebhookReplay']>({
    send: (_, key) =>
      get(
        api.POST('/api/webhooks/{district}/{id}/deliveries/{delivery}/replay', {
          params: { path: { district, id, delivery: delivery.id } },
          headers: { 'idempotency-key': key },
        }),
      ),
    onDone: outcome => {
      setAnswer(outcome)
      renew()
    },
  })
  return (
    <>
      <Button size="small" loading={act.isRunning} onClick={() => act.run({})}>
        {say('replay')}
        <span className="visually-hidden"> {delivery.id}</span>
      </Button>
      <ActProblem problem={act.problem} />
      {answer !== undefined && (
        <small role="status">
          {answer.delivered
            ? say('replayedOne')
            : say('replayedNot', { why: reason(answer.failure ?? '') })}
        </small>
      )}
    </>
  )
}

export function Deliveries({
  webhook,
  onClose,
}: {
  readonly webhook: Webhook
  readonly onClose: () => void
}) {
  const say = useWords(channelsWords)
  const tag = useLanguage()
  const list = useDeliveries(webhook)
  const columns = useMemo<TableColumnsType<Delivery>>(
    () => [
      {
        key: 'at',
        title: say('sentAt'),
        render: (_, { createdAt }) => <time dateTime={createdAt}>{momentOf(tag, createdAt)}</time>,
      },
      { key: 'outcome', title: say('outcome'), render: (_, row) => <Outcome delivery={row} /> },
      {
        key: 'id',
        title: say('message'),
        render: (_, { id }) => <code className="webhook-url">{id}</code>,
      },
      { key: 'acts', render: (_, row) => <ReplayButton webhook={webhook} delivery={row} /> },
    ],
    [say, tag, webhook],
  )
  return (
    <Modal
      open={true}
      width={880}
      title={say('deliveriesOf', { label: webhook.label })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden={true}
    >
      <p className="settings-lead">{say('deliveriesLead')}</p>
      <PagedTable<Delivery>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('deliveries')}
        empty={{ title: say('deliveriesNone') }}
        leastWidth="40rem"
      />
    </Modal>
  )
}
