// One of the districts of the city, and the city itself where that is meant.
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { api, get } from '../../api/client.ts'
import { useName } from '../../i18n/words.ts'

interface DistrictProps {
  /** Given by the form. */
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (code: string) => void
  readonly disabled?: boolean
}

export function DistrictSelect({ id, value, onChange, disabled }: DistrictProps) {
  const nameOf = useName()
  const { data, isPending, isError } = useQuery({
    queryKey: ['directory', 'districts'],
    queryFn: async ({ signal }) => {
      const ask = (level: 'city' | 'district') =>
        get(api.GET('/api/areas', { params: { query: { level, limit: 200 } }, signal }))
      const [city, districts] = await Promise.all([ask('city'), ask('district')])
      return [...districts.items, ...city.items]
    },
  })
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      {...(disabled === undefined ? {} : { disabled })}
      value={value ?? null}
      loading={isPending}
      status={isError ? 'error' : ''}
      onChange={code => onChange?.(code)}
      showSearch={{ optionFilterProp: 'label' }}
      options={(data ?? []).map(area => ({ value: area.id, label: nameOf(area.name, area.id) }))}
    />
  )
}
