// One entry: whose duty it is in words, by which law, what held before and will hold after it.
import { Button, Form } from 'antd'
import { useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { type EntryRow, useOthers, useRenew } from './use-list.ts'
import { usePeriodWords } from './use-period-words.ts'
import { responsibilityWords } from './words.ts'

export function EntryDetail({ entry }: { readonly entry: EntryRow }) {
  const say = useWords(responsibilityWords)
  const tag = useLanguage()
  const nameOf = useName()
  const { may } = useMandate()
  const [opened, setOpened] = useState<'change' | 'end'>()
  const close = () => setOpened(undefined)
  const { duty, lead, assisting, legalItems, names } = entry
  const others = useOthers(entry)
  return (
    <div className="entry-detail">
      <section>
        <h3>{say('duty')}</h3>
        <p>{nameOf(duty)}</p>
        <ul>
          <li>
            <strong>{nameOf(names[lead], lead)}</strong> <small>{say('leads')}</small>
          </li>
          {assisting.map(id => (
            <li key={id}>{nameOf(names[id], id)}</li>
          ))}
        </ul>
      </section>
      {legalItems.length > 0 && (
        <section>
          <h3>{say('legal')}</h3>
          <ul lang={tag === 'en' ? 'zh-CN' : undefined}>
            {legalItems.map(item => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      )}
      {(others.data?.length ?? 0) > 1 && <Versions entries={others.data ?? []} of={entry.id} />}
      {may('configure') && (
        <p className="entry-acts">
          <Button onClick={() => setOpened('change')}>{say('a_change')}</Button>
          <Button onClick={() => setOpened('end')}>{say('a_end')}</Button>
        </p>
      )}
      {opened === 'change' && (
        <EntryDialog
          replaces={entry}
          used={(others.data ?? []).map(({ id }) => id)}
          onClose={close}
        />
      )}
      {opened === 'end' && <EndDialog entry={entry} onClose={close} />}
    </div>
  )
}

function Versions({ entries, of }: { readonly entries: readonly EntryRow[]; readonly of: string }) {
  const say = useWords(responsibilityWords)
  const nameOf = useName()
  const periodOf = usePeriodWords()
  return (
    <section>
      <h3>{say('versions')}</h3>
      <ol>
        {entries.map(one => (
          <li key={one.id} aria-current={one.id === of ? 'true' : undefined}>
            {[one.id, nameOf(one.names[one.lead], one.lead), periodOf(one)].join(' · ')}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Ended = Pick<Schemas['EndEntry'], 'until'>

function EndDialog({ entry, onClose }: { readonly entry: EntryRow; readonly onClose: () => void }) {
  const say = useWords(responsibilityWords)
  const renew = useRenew()
  const { id, problemType } = entry
  return (
    <ActDialog<Ended, unknown>
      title={say('endTitle', { id })}
      verb={say('a_end')}
      isFinal={true}
      send={({ until }, key) =>
        get(
          api.POST('/api/responsibility/end', {
            body: { problemType, entry: id, ...(until ? { until } : {}) },
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={() => {
        onClose()
        renew()
      }}
      onClose={onClose}
      consequence={<p>{say('willEnd')}</p>}
    >
      <Form.Item name="until" label={say('endUntil')}>
        <InstantPicker />
      </Form.Item>
    </ActDialog>
  )
}
