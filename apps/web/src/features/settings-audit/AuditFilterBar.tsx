import { Button, Input, Select } from 'antd'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { PersonPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useName, useWords } from '../../i18n/words.ts'
import { AUDIT_FILTERS, type AuditFilters, OUTCOMES } from './audit-query.ts'
import { useActs } from './use-audit.ts'
import { auditWords } from './words.ts'

export type ChangeFilters = (
  change: {
    readonly [K in keyof AuditFilters]?: string | undefined
  },
) => void

interface BarProps {
  readonly filters: AuditFilters
  readonly change: ChangeFilters
}

const NOTHING = Object.fromEntries(AUDIT_FILTERS.map(name => [name, undefined]))

/** Who, what kind, about whom and what, in which period. */
export function AuditFilterBar({ filters, change }: BarProps) {
  const say = useWords(auditWords)
  const nameOf = useName()
  const acts = useActs()
  const { act, outcome, person, about, subject, from, to } = filters
  const orNothing = (value: string) => (value === '' ? undefined : value)
  return (
    <fieldset className="filter-bar">
      <legend className="visually-hidden">{say('title')}</legend>
      <Select<string>
        aria-label={say('anyAct')}
        className="audit-act"
        value={act ?? ''}
        onChange={value => change({ act: orNothing(value) })}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: say('anyAct') },
          ...(acts.data ?? []).map(one => ({ value: one.act, label: nameOf(one.words) })),
        ]}
      />
      <Select<string>
        aria-label={say('anyOutcome')}
        value={outcome ?? ''}
        onChange={value => change({ outcome: orNothing(value) })}
        options={[
          { value: '', label: say('anyOutcome') },
          ...OUTCOMES.map(value => ({ value, label: say(`outcome_${value}`) })),
        ]}
      />
      <div className="audit-person">
        <PersonPicker
          aria-label={say('anybodyActs')}
          placeholder={say('anybodyActs')}
          value={person ?? null}
          onChange={value => change({ person: value })}
        />
      </div>
      <div className="audit-person">
        <PersonPicker
          aria-label={say('anybodyAbout')}
          placeholder={say('anybodyAbout')}
          value={about ?? null}
          onChange={value => change({ about: value })}
        />
      </div>
      <Input
        key={subject ?? ''}
        className="audit-subject"
        aria-label={say('subject')}
        placeholder={say('subject')}
        defaultValue={subject ?? ''}
        onPressEnter={({ currentTarget }) => change({ subject: orNothing(currentTarget.value) })}
        onBlur={({ target }) => change({ subject: orNothing(target.value) })}
      />
      <span className="audit-moment">
        {say('from')}
        <InstantPicker
          aria-label={say('from')}
          value={from ?? null}
          onChange={value => change({ from: value })}
        />
      </span>
      <span className="audit-moment">
        {say('to')}
        <InstantPicker
          aria-label={say('to')}
          value={to ?? null}
          onChange={value => change({ to: value })}
        />
      </span>
      {Object.keys(filters).length > 0 && (
        <Button type="link" onClick={() => change(NOTHING)}>
          {say('clear')}
        </Button>
      )}
    </fieldset>
  )
}
