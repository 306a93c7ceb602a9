// Over whom: everybody, the departments of districts, or those that are named.
import { Radio, Select } from 'antd'
import { OrganisationsPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useName, useWords } from '../../i18n/words.ts'
import type { OverWhom } from './over-whom.ts'
import { useDistricts } from './use-grants.ts'
import { grantsWords } from './words.ts'

interface OverWhomProps {
  /** Given by the form. */
  readonly id?: string
  readonly value?: OverWhom
  readonly onChange?: (value: OverWhom | undefined) => void
}

const CHOICES = ['all', 'districts', 'departments'] as const
type Choice = (typeof CHOICES)[number]

const EMPTY = { all: 'all', districts: { districts: [] }, departments: [] } as const

function choiceOf(value: OverWhom | undefined): Choice | undefined {
  if (value === undefined) return undefined
  if (value === 'all') return 'all'
  return 'districts' in value ? 'districts' : 'departments'
}

export function OverWhomField({ id, value, onChange }: OverWhomProps) {
  const say = useWords(grantsWords)
  const choice = choiceOf(value)
  return (
    <div className="over-whom" id={id}>
      <Radio.Group
        aria-label={say('overChoice')}
        value={choice}
        options={CHOICES.map(one => ({ value: one, label: say(`overChoice_${one}`) }))}
        onChange={({ target }) =>
          onChange?.(structuredClone(EMPTY[target.value as Choice]) as OverWhom)
        }
      />
      {choice === 'districts' && (
        <DistrictsSelect
          value={(value as { districts: string[] }).districts}
          onChange={districts => onChange?.({ districts })}
        />
      )}
      {choice === 'departments' && (
        <OrganisationsPicker
          aria-label={say('departments')}
          department={true}
          value={value as string[]}
          onChange={ids => onChange?.(ids)}
        />
      )}
    </div>
  )
}

interface DistrictsProps {
  readonly value: string[]
  readonly onChange: (ids: string[]) => void
}

function DistrictsSelect({ value, onChange }: DistrictsProps) {
  const say = useWords(grantsWords)
  const nameOf = useName()
  const districts = useDistricts(true)
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={say('districts')}
      placeholder={say('districts')}
      loading={districts.isPending}
      value={value}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
      options={(districts.data ?? []).map(({ id, name }) => ({
        value: id,
        label: nameOf(name, id),
      }))}
    />
  )
}

/** Nobody was named: as if the field were empty. */
export function isNobody(value: OverWhom | undefined): boolean {
  if (value === undefined || value === 'all') return false
  return ('districts' in value ? value.districts : value).length === 0
}
