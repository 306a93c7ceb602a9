// Who would be told what and when if nobody answered, the earliest first.
import type { TableColumnsType } from 'antd'
import type { Schemas } from '../../api/client.ts'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { momentOf } from '../../i18n/formats.ts'
import type { Language } from '../../i18n/language.ts'
import { nameIn, useWords } from '../../i18n/words.ts'
import { laddersWords } from './ladders-words.ts'
import { type LadderQuestion, useLadders, useSpeech } from './use-kinds.ts'
import { hasWord } from './words.ts'

type Item = Schemas['LadderPreview']['items'][number]
type Told = Item['people'][number]

interface Row {
  readonly key: string
  readonly item: Item
  readonly told: Told | undefined
}

function rowsOf(items: readonly Item[]): readonly Row[] {
  return items.flatMap((item, n): Row[] =>
    item.people.length === 0
      ? [{ key: `${n}`, item, told: undefined }]
      : item.people.map((told, m) => ({ key: `${n}.${m}`, item, told })),
  )
}

function useNames(items: readonly Item[]) {
  const organisations = items.flatMap(({ department, people }) => [
    ...(department === undefined ? [] : [department]),
    ...people.map(({ organisation }) => organisation),
  ])
  const found = useEntries('organisation', organisations)
  return new Map((found.data ?? []).map(({ id, name }) => [id, name]))
}

export function LadderTable({ question }: { readonly question: LadderQuestion }) {
  const say = useWords(laddersWords)
  const ladders = useLadders(question)
  const items = ladders.data?.items ?? []
  const columns = useColumns(items, ladders.data?.at)
  return (
    <PagedTable<Row>
      list={wholeList({ ...ladders, data: ladders.data && rowsOf(items) })}
      columns={columns}
      keyOf={({ key }) => key}
      caption={say('caption')}
      empty={{ title: say('none'), children: <p>{say('noneLead')}</p> }}
      leastWidth="44rem"
    />
  )
}

function useColumns(items: readonly Item[], begun: string | undefined): TableColumnsType<Row> {
  const say = useWords(laddersWords)
  const speech = useSpeech()
  const { tag, act } = speech
  const names = useNames(items)
  const nameOf = (id: string) => nameIn(tag, names.get(id), id)
  return [
    {
      key: 'at',
      title: speech.say('rungWhen'),
      render: (_, { item }) => (
        <>
          {momentOf(tag, item.at)}
          <small>{sinceWords(begun, item.at, { say, tag })}</small>
        </>
      ),
    },
    {
      key: 'whom',
      title: say('toWhom'),
      render: (_, { item, told }) => <Whom item={item} told={told} nameOf={nameOf} />,
    },
    {
      key: 'what',
      title: say('forWhich'),
      render: (_, { item: { act: code, department, clock, dueAt, emergency } }) => {
        const word = `clock_${clock}`
        const about =
          clock !== undefined && dueAt !== undefined && hasWord(word)
            ? say('ofClock', { clock: speech.say(word as 'clock_sign'), at: momentOf(tag, dueAt) })
            : undefined
        return (
          <>
            {act(code)}
            <small>
              {[department && nameOf(department), about, emergency && say('breaksQuiet')]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </>
        )
      },
    },
    {
      key: 'channels',
      title: speech.say('channels'),
      render: (_, { item, told }) => told && <Ways item={item} told={told} />,
    },
  ]
}

const MINUTE_MS = 60_000
const HOUR = 60

type Say = ReturnType<typeof useWords<keyof (typeof laddersWords.tables)['en']>>

/** How long after it was blown. */
function sinceWords(
  begun: string | undefined,
  at: string,
  { say, tag }: { say: Say; tag: Language },
) {
  if (begun === undefined) return ''
  const minutes = Math.round((Date.parse(at) - Date.parse(begun)) / MINUTE_MS)
  if (minutes <= 0) return say('minute0')
  const isWhole = minutes % HOUR === 0
  const format = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: isWhole ? 'hour' : 'minute',
  })
  return say('minuteN', { time: format.format(isWhole ? minutes / HOUR : minutes) })
}

interface WhomProps {
  readonly item: Item
  readonly told: Told | undefined
  readonly nameOf: (id: string) => string
}

function Whom({ item, told, nameOf }: WhomProps) {
  const say = useWords(laddersWords)
  const { tag } = useSpeech()
  if (told === undefined)
    return (
      <span className="kind-nobody">
        {say('nobody', { organisation: nameOf(item.department ?? '') })}
      </span>
    )
  const { organisation, name, person, gap } = told
  return (
    <>
      {nameOf(organisation)}
      <small>
        {[nameIn(tag, name, person), gap && say('gapPerson')].filter(Boolean).join(' · ')}
      </small>
    </>
  )
}

function Ways({ item, told }: { readonly item: Item; readonly told: Told }) {
  const say = useWords(laddersWords)
  const { tag, channel } = useSpeech()
  const { channels, atOnce, again, at } = told
  const list = channels.map(channel).join(tag === 'en' ? ', ' : '、')
  const isLater = Date.parse(at) > Date.parse(item.at)
  const several = atOnce ? 'atOnce' : 'oneAfterOther'
  const how = say(channels.length === 1 ? 'byOne' : several, { channels: list })
  return (
    <>
      {channels.length === 0 ? <span className="kind-nobody">{say('noChannel')}</span> : how}
      <small>
        {[
          isLater && say('later', { at: momentOf(tag, at) }),
          again.length > 0 &&
            say('again', {
              times: again.map(one => momentOf(tag, one)).join(tag === 'en' ? ', ' : '、'),
            }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </>
  )
}
