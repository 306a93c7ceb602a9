// The live board: what is burning, whose turn it is, how long they have got.
import { useQuery } from '@tanstack/react-query'
import { api, get } from '../../api/client.ts'
import { useWords } from '../../i18n/words.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { boardWords } from './words.ts'

export function BoardPage() {
  const say = useWords(boardWords)
  const whistles = useQuery({
    queryKey: ['whistles', 'sounding'],
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/whistles', {
          params: { query: { status: 'sounding', sort: 'newest', limit: 100 } },
          signal,
        }),
      ),
  })
  if (whistles.isPending) return <Loading rows={8} />
  if (whistles.isError) return <Failed error={whistles.error} onRetry={() => whistles.refetch()} />
  const { items } = whistles.data
  if (items.length === 0)
    return (
      <Empty title={say('empty')}>
        <p>{say('emptyLead')}</p>
      </Empty>
    )
  return (
    <>
      <h1>{say('title')}</h1>
      <ul>
        {items.map(({ id, title }) => (
          <li key={id}>{title ?? id}</li>
        ))}
      </ul>
    </>
  )
}
