// One act on a case in a dialog: what it asks for, and what follows from it.
import { Form, Input, Radio, Select } from 'antd'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { numberOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { FORMS, type FormField } from './act-forms.ts'
import { type Case, type CaseAct, doAct, useAround } from './use-cases.ts'
import { caseWords, wordFor } from './words.ts'

interface CaseActProps {
  readonly act: CaseAct
  readonly matter: Case
  readonly onClose: () => void
  readonly onDone: (answer: unknown) => void
}

/** Without words of their own, and without anything to write down. */
const BODILESS: ReadonlySet<string> = new Set(['issueFollowCode'])

export function CaseActDialog({ act, matter, onClose, onDone }: CaseActProps) {
  const say = useWords(caseWords)
  const { from, outcomes } = act
  const word = wordFor('act', act.act) ?? 'turn'
  const consequence = wordFor('consequence', act.act)
  const fields = (FORMS[act.act] ?? []).filter(({ name }) => name !== 'from' || from === undefined)
  const fixed = from === undefined ? {} : { from }
  return (
    <ActDialog<Record<string, unknown>, unknown>
      title={say(word)}
      verb={say(word)}
      {...(consequence === undefined ? {} : { consequence: <p>{say(consequence)}</p> })}
      isFinal={act.act === 'mergeCase'}
      send={(values, key) =>
        doAct(act.path, BODILESS.has(act.act) ? undefined : { ...values, ...fixed }, key)
      }
      onDone={onDone}
      onClose={onClose}
    >
      {fields.map(field => (
        <CaseField
          key={field.name}
          field={field.name === 'outcome' ? withChoices(field, outcomes ?? []) : field}
          matter={matter}
        />
      ))}
    </ActDialog>
  )
}

function withChoices(field: FormField, choices: readonly string[]): FormField {
  return field.as === 'choice' ? { ...field, choices } : field
}

const LONGEST = 2000

function CaseField({ field, matter }: { readonly field: FormField; readonly matter: Case }) {
  const say = useWords(caseWords)
  const shared = { name: field.name, label: say(field.word), rules: [{ required: true }] }
  switch (field.as) {
    case 'text':
      return (
        <Form.Item {...shared}>
          <Input.TextArea rows={3} maxLength={LONGEST} />
        </Form.Item>
      )
    case 'moment':
      return (
        <Form.Item {...shared}>
          <InstantPicker />
        </Form.Item>
      )
    case 'choice':
      return (
        <Form.Item {...shared}>
          <Radio.Group
            className="case-choices"
            options={field.choices.map(choice => {
              const word = wordFor(field.words, String(choice))
              return { value: choice, label: word === undefined ? String(choice) : say(word) }
            })}
          />
        </Form.Item>
      )
    default:
      return (
        <Form.Item {...shared} extra={say('around')}>
          <CaseSelect matter={matter} isOpen={field.isOpen} />
        </Form.Item>
      )
  }
}

interface CaseSelectProps {
  readonly matter: Case
  readonly isOpen: boolean
  /** Given by the form. */
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}

function CaseSelect({ matter, isOpen, ...given }: CaseSelectProps) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const around = useAround(matter, true)
  const options = (around.data ?? [])
    .filter(({ status }) => !isOpen || status === 'open')
    .map(({ id, title, metres = 0, status }) => ({
      value: id,
      label: [
        title ?? say('noTitle'),
        say('metres', { count: numberOf(tag, metres) }),
        say(`status_${status}`),
      ].join(' · '),
    }))
  return (
    <Select
      {...given}
      showSearch={{ optionFilterProp: 'label' }}
      loading={around.isPending}
      options={options}
      notFoundContent={say('empty')}
    />
  )
}
