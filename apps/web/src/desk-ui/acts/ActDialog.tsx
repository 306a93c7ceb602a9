// One act in a dialog: its form, what will follow, its answer or the refusal at the field it is about.

import type { FormInstance } from 'antd'
import { Form, Modal } from 'antd'
import { type ReactNode, useEffect, useId } from 'react'
import { useWords } from '../../i18n/words.ts'
import { ActProblem } from './ActProblem.tsx'
import './acts.css'
import { type FieldName, placeProblem } from './field-problems.ts'
import { type ActSettings, useAct } from './use-act.ts'
import { actWords } from './words.ts'

export interface ActDialogProps<V extends object, A> extends ActSettings<V, A> {
  readonly title: string
  /** The verb with its object, as on the button that opened this. */
  readonly verb: string
  /** `Form.Item`s of Ant Design, named as the API names its fields. Nothing when there is nothing to fill in. */
  readonly children?: ReactNode
  readonly initial?: Partial<V>
  /** What will follow, in words, before it is sent: of every heavy act. */
  readonly consequence?: ReactNode
  /** Cannot be taken back: the button says so by its colour. */
  readonly isFinal?: boolean
  /** The API's name of a field → the form's, where they differ. */
  readonly renamed?: Readonly<Record<string, string>>
  readonly form?: FormInstance<V>
  readonly width?: number
  readonly onClose: () => void
}

/** Mount it to open it, unmount it to close it: `{isOpen && <ActDialog … />}`. */
export function ActDialog<V extends object, A>(props: ActDialogProps<V, A>) {
  const { title, verb, children, initial, consequence, isFinal, renamed, width, onClose } = props
  const say = useWords(actWords)
  const id = useId()
  const [ownForm] = Form.useForm<V>()
  const form = props.form ?? ownForm
  const { run, isRunning, problem } = useAct<V, A>(props)
  const known = problem && form.getFieldsError().map(({ name }) => name as FieldName)
  const placed = problem && placeProblem(problem, known ?? [], renamed)
  useEffect(() => {
    if (problem === undefined) return
    const fields = form.getFieldsError().map(({ name }) => name as FieldName)
    const { atFields } = placeProblem(problem, fields, renamed)
    const wrong = atFields.map(({ name, message }) => ({ name: [...name], errors: [message] }))
    form.setFields(wrong as Parameters<typeof form.setFields>[0])
  }, [problem, form, renamed])
  return (
    <Modal
      open={true}
      title={title}
      width={width ?? 560}
      onCancel={onClose}
      mask={{ closable: false }}
      okText={isRunning ? say('doing') : verb}
      cancelText={say('cancel')}
      confirmLoading={isRunning}
      okButtonProps={{ htmlType: 'submit', form: id, danger: isFinal === true }}
      cancelButtonProps={{ disabled: isRunning }}
      destroyOnHidden={true}
    >
      <Form<V>
        id={id}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial as V}
        onFinish={run}
        disabled={isRunning}
        className="act-form-dialog"
        validateMessages={{ required: say('required') }}
        scrollToFirstError={true}
      >
        {placed?.hasRest === true && <ActProblem problem={problem} />}
        {children}
        {consequence !== undefined && <div className="act-consequence">{consequence}</div>}
      </Form>
    </Modal>
  )
}
