// Systems that are told by signed requests: how each fares, its secret, what was sent, and sending it again.
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useWebhooks, type Webhook } from './use-channels.ts'
import { type Doing, WebhookActs } from './WebhookActs.tsx'
import { channelsWords } from './words.ts'

const FARES = {
  untried: 'idle',
  healthy: 'good',
  failing: 'wrong',
  ended: 'over',
} as const satisfies Record<Webhook['health'], Fare>

const ACTS = ['deliveries', 'rotate', 'replaySince', 'end'] as const

function Health({ webhook }: { readonly webhook: Webhook }) {
  const say = useWords(channelsWords)
  const tag = useLanguage()
  const { reason } = useCoded()
  const { health, failure, failuresInARow, succeededAt, previousSecretUntil } = webhook
  const notes = [
    ...(failure === undefined
      ? []
      : [say('failures', { count: failuresInARow, why: reason(failure) })]),
    succeededAt === undefined
      ? say('neverTaken')
      : say('lastTaken', { at: momentOf(tag, succeededAt) }),
    ...(previousSecretUntil === undefined
      ? []
      : [say('oldSecretUntil', { at: momentOf(tag, previousSecretUntil) })]),
  ]
  return (
    <>
      <FareMark fare={FARES[health]} word={say(`health_${health}`)} />
      {health !== 'ended' && <small>{notes.join(' · ')}</small>}
    </>
  )
}

function useColumns(onDo: (doing: Doing) => void): TableColumnsType<Webhook> {
  const say = useWords(channelsWords)
  return useMemo<TableColumnsType<Webhook>>(
    () => [
      {
        key: 'label',
        title: say('label'),
        render: (_, { label, url }) => (
          <>
            {label}
            <small className="webhook-url">{url}</small>
          </>
        ),
      },
      { key: 'district', title: say('district'), dataIndex: 'district' },
      { key: 'health', title: say('state'), render: (_, row) => <Health webhook={row} /> },
      {
        key: 'acts',
        render: (_, webhook) =>
          webhook.health !== 'ended' && (
            <div className="row-acts">
              {ACTS.map(act => (
                <Button
                  key={act}
                  size="small"
                  danger={act === 'end'}
                  onClick={() => onDo({ act, webhook })}
                >
                  {say(act)}
                </Button>
              ))}
            </div>
          ),
      },
    ],
    [say, onDo],
  )
}

export function WebhookList() {
  const say = useWords(channelsWords)
  const list = useWebhooks()
  const [doing, setDoing] = useState<Doing>()
  const columns = useColumns(setDoing)
  return (
    <>
      <p className="settings-lead">{say('webhooksLead')}</p>
      {list.error === null && (
        <p className="page-acts">
          <Button type="primary" onClick={() => setDoing({ act: 'create' })}>
            {say('newWebhook')}
          </Button>
        </p>
      )}
      <PagedTable<Webhook>
        list={list}
        columns={columns}
        keyOf={({ district, id }) => `${district}/${id}`}
        caption={say('tab_webhooks')}
        empty={{ title: say('webhooksNone'), children: <p>{say('webhooksNoneLead')}</p> }}
        leastWidth="60rem"
        isPlain={true}
      />
      {doing !== undefined && <WebhookActs doing={doing} onClose={() => setDoing(undefined)} />}
    </>
  )
}
