// Addresses under which calendar programs read one's duty.
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { SecretOnce } from '../../desk-ui/secret/SecretOnce.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useCalendars, useRenew } from './use-me.ts'
import { meWords } from './words.ts'

type Feed = NonNullable<ReturnType<typeof useCalendars>['data']>[number]

export function Calendars() {
  const say = useWords(meWords)
  const tag = useLanguage()
  const feeds = useCalendars()
  const renew = useRenew()
  const [made, setMade] = useState<string>()
  const [revoked, setRevoked] = useState<Feed>()
  const make = useAct<object, Schemas['NewCalendar']>({
    send: (_, key) => get(api.POST('/api/me/calendars', { headers: { 'idempotency-key': key } })),
    onDone: ({ path }) => {
      renew()
      setMade(`${location.origin}${path}`)
    },
  })
  const columns = useMemo<TableColumnsType<Feed>>(
    () => [
      {
        key: 'made',
        title: say('made'),
        render: (_, { createdAt }) => momentOf(tag, createdAt),
      },
      { key: 'of', title: say('of'), render: (_, { roster }) => roster ?? say('ofOwn') },
      {
        key: 'acts',
        render: (_, feed) => (
          <div className="row-acts">
            <Button size="small" danger={true} onClick={() => setRevoked(feed)}>
              {say('revoke')}
            </Button>
          </div>
        ),
      },
    ],
    [say, tag],
  )
  return (
    <>
      <p className="me-lead">{say('calendarsLead')}</p>
      <p className="page-acts">
        <Button loading={make.isRunning} onClick={() => make.run({})}>
          {say('newCalendar')}
        </Button>
      </p>
      <ActProblem problem={make.problem} />
      <PagedTable<Feed>
        list={wholeList(feeds)}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('tab_calendars')}
        empty={{ title: say('calendarsNone') }}
        leastWidth="34rem"
        isPlain={true}
      />
      {made !== undefined && (
        <SecretOnce title={say('calendarTitle')} secret={made} onClose={() => setMade(undefined)}>
          {say('calendarFor')}
        </SecretOnce>
      )}
      {revoked !== undefined && (
        <ActDialog<object, unknown>
          title={say('revokeTitle')}
          verb={say('revoke')}
          isFinal={true}
          consequence={say('revokeConsequence')}
          send={(_, key) =>
            get(
              api.POST('/api/me/calendars/{id}/revoke', {
                params: { path: { id: revoked.id } },
                headers: { 'idempotency-key': key },
              }),
            )
          }
          onDone={() => {
            setRevoked(undefined)
            renew()
          }}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </>
  )
}
