// Which offices a person holds, held and will hold; appointed to and relieved of.
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { OfficePicker } from '../../desk-ui/pickers/pickers.tsx'
import { PlainTable } from '../../desk-ui/tables/PlainTable.tsx'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { type HeldOffice, useHeldOffices, useRenew } from './use-people.ts'
import { peopleWords } from './words.ts'

const HEADS = ['office', 'status', 'period', 'instrument'] as const

interface OfficeSectionProps {
  readonly person: string
  readonly mayChange: boolean
}

export function OfficeSection({ person, mayChange }: OfficeSectionProps) {
  const say = useWords(peopleWords)
  const offices = useHeldOffices(person)
  const [opened, setOpened] = useState<'appoint' | { readonly office: string }>()
  const close = () => setOpened(undefined)
  const items = offices.data?.items ?? []
  return (
    <section className="people-part" aria-labelledby="person-offices">
      <div className="people-head">
        <h3 id="person-offices">{say('offices')}</h3>
        {mayChange && <Button onClick={() => setOpened('appoint')}>{say('appoint')}</Button>}
      </div>
      {offices.isPending && <Loading rows={2} height="1.5em" />}
      {offices.isError && <Failed error={offices.error} onRetry={() => offices.refetch()} />}
      {offices.data && items.length === 0 && <p>{say('officesNone')}</p>}
      {items.length > 0 && (
        <PlainTable label={say('offices')} heads={HEADS.map(head => say(head))} acts={say('acts')}>
          {items.map(held => (
            <OfficeRow
              key={`${held.office} ${held.from ?? ''}`}
              held={held}
              mayChange={mayChange}
              onEnd={() => setOpened({ office: held.office })}
            />
          ))}
        </PlainTable>
      )}
      {opened === 'appoint' && <AppointDialog person={person} onClose={close} />}
      {typeof opened === 'object' && (
        <EndDialog person={person} office={opened.office} onClose={close} />
      )}
    </section>
  )
}

interface OfficeRowProps {
  readonly held: HeldOffice
  readonly mayChange: boolean
  readonly onEnd: () => void
}

function OfficeRow({ held, mayChange, onEnd }: OfficeRowProps) {
  const say = useWords(peopleWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { office, officeName, organisation, organisationName, from, until, instrument } = held
  const period = [from, until].map(at => (at === undefined ? '' : momentOf(tag, at)))
  return (
    <tr>
      <td>
        {nameOf(officeName, office)}
        <small>{nameOf(organisationName, organisation)}</small>
      </td>
      <td>{say(`status_${held.status}`)}</td>
      <td>{from === undefined && until === undefined ? say('always') : period.join(' – ')}</td>
      <td>{instrument}</td>
      <td className="plain-table-acts">
        {mayChange && held.status !== 'ended' && (
          <Button size="small" onClick={onEnd}>
            {say('endOffice')}
          </Button>
        )}
      </td>
    </tr>
  )
}

interface AppointValues {
  readonly office: string
  readonly from?: string
  readonly until?: string
  readonly instrument?: string
}

function AppointDialog({
  person: id,
  onClose,
}: {
  readonly person: string
  readonly onClose: () => void
}) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  return (
    <ActDialog<AppointValues, unknown>
      title={say('appoint')}
      verb={say('appoint')}
      consequence={<p>{say('appointWhat')}</p>}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={({ office, from, until, instrument }, key) =>
        get(
          api.POST('/api/people/{id}/offices', {
            params: { path: { id } },
            body: {
              office,
              ...(from === undefined ? {} : { from }),
              ...(until === undefined ? {} : { until }),
              ...(instrument ? { instrument } : {}),
            },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Form.Item name="office" label={say('office')} rules={[{ required: true }]}>
        <OfficePicker />
      </Form.Item>
      <div className="people-pair">
        <Form.Item name="from" label={say('from')}>
          <InstantPicker />
        </Form.Item>
        <Form.Item name="until" label={say('until')}>
          <InstantPicker />
        </Form.Item>
      </div>
      <Form.Item name="instrument" label={say('instrument')}>
        <Input maxLength={300} placeholder={say('instrumentHint')} />
      </Form.Item>
    </ActDialog>
  )
}

interface EndDialogProps {
  readonly person: string
  readonly office: string
  readonly onClose: () => void
}

function EndDialog({ person: id, office, onClose }: EndDialogProps) {
  const say = useWords(peopleWords)
  const renew = useRenew()
  return (
    <ActDialog<{ readonly until?: string }, unknown>
      title={say('endOffice')}
      verb={say('endOffice')}
      consequence={<p>{say('endOfficeWhat')}</p>}
      isFinal={true}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={({ until }, key) =>
        get(
          api.POST('/api/people/{id}/offices/{office}/end', {
            params: { path: { id, office } },
            body: until === undefined ? {} : { until },
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Form.Item name="until" label={say('endUntil')}>
        <InstantPicker />
      </Form.Item>
    </ActDialog>
  )
}
