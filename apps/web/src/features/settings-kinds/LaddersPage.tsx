// Who will be told what and when if nobody answers, for a whistle that is only thought of.
import { Link } from '@tanstack/react-router'
import { Button, Form, Select } from 'antd'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { OrganisationPicker, OrganisationsPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useName, useWords } from '../../i18n/words.ts'
import './kinds.css'
import { LadderTable } from './LadderTable.tsx'
import { laddersWords } from './ladders-words.ts'
import { KEY, type LadderQuestion, useKinds } from './use-kinds.ts'

/** Pages of the administration are known by their text alone. */
const KINDS: string = '/settings/kinds'
const ASKED = ['kind', 'departments', 'caller', 'at'] as const

interface Fields {
  readonly kind?: string
  readonly departments?: string[]
  readonly caller?: string
  readonly at?: string
}

function useQuestion() {
  const [{ kind, departments, caller, at }, change] = useFilters(ASKED)
  const named = departments?.split(',').filter(id => id !== '') ?? []
  const question: LadderQuestion | undefined =
    kind === undefined || named.length === 0
      ? undefined
      : {
          kind,
          departments: named,
          ...(caller === undefined ? {} : { caller }),
          ...(at === undefined ? {} : { at }),
        }
  const ask = (fields: Fields) =>
    change({
      ...fields,
      departments: fields.departments?.join(),
      caller: fields.caller,
      at: fields.at,
    })
  return { question, ask }
}

/** Whom a ladder would reach: by its kind, the roster of the department, and who holds which office. */
const LIVE_KINDS = ['policy', 'roster', 'directory'] as const

export function LaddersPage() {
  useLiveQueries(KEY, LIVE_KINDS)
  const say = useWords(laddersWords)
  const nameOf = useName()
  const kinds = useKinds()
  const { question, ask } = useQuestion()
  return (
    <div className="kinds">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        className="ladder-form"
        initialValues={question ?? { kind: 'emergency' }}
        onFinish={ask}
        validateMessages={{ required: say('need') }}
      >
        <Form.Item name="kind" label={say('kind')} rules={[{ required: true }]}>
          <Select
            loading={kinds.isPending}
            options={(kinds.data ?? []).map(({ code, name }) => ({
              value: code,
              label: nameOf(name, code),
            }))}
          />
        </Form.Item>
        <Form.Item name="departments" label={say('departments')} rules={[{ required: true }]}>
          <OrganisationsPicker department={true} />
        </Form.Item>
        <Form.Item name="caller" label={say('caller')}>
          <OrganisationPicker />
        </Form.Item>
        <Form.Item name="at" label={say('at')}>
          <InstantPicker />
        </Form.Item>
        <Button htmlType="submit">{say('ask')}</Button>
      </Form>
      {question !== undefined && (
        <>
          <LadderTable question={question} />
          <p className="kind-quiet">
            {say('editLadders')}{' '}
            <Link to={KINDS} search={{ kind: question.kind } as never}>
              {nameOf(kinds.data?.find(({ code }) => code === question.kind)?.name, question.kind)}
            </Link>
          </p>
        </>
      )}
    </div>
  )
}
