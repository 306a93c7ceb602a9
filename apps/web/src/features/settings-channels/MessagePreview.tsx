// A message as somebody would read it, with what stands on a real whistle.
import { PAGE_ACTS, type PageAct } from '@muster/domain'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { CHANNEL_CODES, useCoded } from '../../desk-ui/reach/coded.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { KEY, useOpenWhistles } from './use-channels.ts'
import { channelsWords } from './words.ts'

interface Asked {
  readonly whistle: string | undefined
  readonly act: PageAct
  readonly channel: string
  readonly department: string | undefined
  readonly language: 'zh' | 'en'
  readonly gap: boolean
}

function usePreview({ whistle = '', act, channel, department, language, gap }: Asked) {
  const query = {
    whistle,
    act,
    channel,
    language,
    gap: gap ? ('true' as const) : ('false' as const),
    ...(department === undefined ? {} : { department }),
  }
  return useQuery({
    queryKey: [KEY, 'preview', query],
    enabled: whistle !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get(api.GET('/api/templates/preview', { params: { query }, signal })),
  })
}

function Labelled({
  label,
  children,
}: {
  readonly label: string
  readonly children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

export function MessagePreview() {
  const say = useWords(channelsWords)
  const whistles = useOpenWhistles()
  if (whistles.isPending) return <Loading rows={4} />
  if (whistles.isError) return <Failed error={whistles.error} onRetry={whistles.refetch} />
  const { items, names } = whistles.data
  if (items.length === 0)
    return (
      <Empty title={say('noWhistle')}>
        <p>{say('noWhistleLead')}</p>
      </Empty>
    )
  return <Chosen items={items} names={names} />
}

type Whistles = NonNullable<ReturnType<typeof useOpenWhistles>['data']>

function Chosen({ items, names }: Pick<Whistles, 'items' | 'names'>) {
  const say = useWords(channelsWords)
  const coded = useCoded()
  const tag = useLanguage()
  const nameOf = useName()
  const [asked, setAsked] = useState<Asked>({
    whistle: items[0]?.id,
    act: 'call',
    channel: 'sms',
    department: undefined,
    language: tag === 'en' ? 'en' : 'zh',
    gap: false,
  })
  const change = (part: Partial<Asked>) => setAsked(before => ({ ...before, ...part }))
  const whistle = items.find(({ id }) => id === asked.whistle)
  const departments = whistle?.summonses.map(({ department }) => department) ?? []
  return (
    <>
      <p className="settings-lead">{say('previewLead')}</p>
      <div className="preview">
        <div className="preview-form">
          <Labelled label={say('whistle')}>
            {id => (
              <Select<string>
                id={id}
                value={asked.whistle ?? ''}
                onChange={one => change({ whistle: one, department: undefined })}
                showSearch={{ optionFilterProp: 'label' }}
                options={items.map(one => ({ value: one.id, label: one.title ?? say('unnamed') }))}
              />
            )}
          </Labelled>
          <Labelled label={say('act')}>
            {id => (
              <Select<Asked['act']>
                id={id}
                value={asked.act}
                onChange={act => change({ act })}
                options={PAGE_ACTS.map(value => ({ value, label: coded.act(value) }))}
              />
            )}
          </Labelled>
          <Labelled label={say('channel')}>
            {id => (
              <Select<string>
                id={id}
                value={asked.channel}
                onChange={channel => change({ channel })}
                options={CHANNEL_CODES.map(value => ({ value, label: coded.channel(value) }))}
              />
            )}
          </Labelled>
          <Labelled label={say('department')}>
            {id => (
              <Select<string>
                id={id}
                value={asked.department ?? ''}
                onChange={one => change({ department: one === '' ? undefined : one })}
                options={[
                  { value: '', label: say('firstDepartment') },
                  ...departments.map(one => ({ value: one, label: nameOf(names[one], one) })),
                ]}
              />
            )}
          </Labelled>
          <Labelled label={say('language')}>
            {id => (
              <Select<Asked['language']>
                id={id}
                value={asked.language}
                onChange={language => change({ language })}
                options={(['zh', 'en'] as const).map(value => ({ value, label: say(value) }))}
              />
            )}
          </Labelled>
          <label className="filter-check">
            <input
              type="checkbox"
              checked={asked.gap}
              onChange={({ target }) => change({ gap: target.checked })}
            />
            {say('asGap')}
          </label>
        </div>
        <Message asked={asked} />
      </div>
    </>
  )
}

function Message({ asked }: { readonly asked: Asked }) {
  const say = useWords(channelsWords)
  const preview = usePreview(asked)
  if (preview.isPending) return <Loading rows={4} />
  if (preview.isError) return <Failed error={preview.error} onRetry={preview.refetch} />
  const { title, text, characters } = preview.data
  return (
    <figure className="preview-message" aria-live="polite">
      <blockquote lang={asked.language === 'zh' ? 'zh-CN' : 'en'}>
        {asked.channel !== 'sms' && <p className="preview-title">{title}</p>}
        <p>{text}</p>
      </blockquote>
      <figcaption>{say('characters', { count: characters })}</figcaption>
    </figure>
  )
}
