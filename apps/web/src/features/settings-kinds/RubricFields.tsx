// What is graded, with weights that add up to a hundred.
import { Button, Form, Input, InputNumber } from 'antd'
import type { KindFields } from './kind-form.ts'
import { useSpeech } from './use-kinds.ts'

const WHOLE = 100
const MOST_POINTS = 10_000
const MOST_DIMENSIONS = 30

export function RubricFields() {
  const { say } = useSpeech()
  const form = Form.useFormInstance<KindFields>()
  const rubric = (Form.useWatch('rubric', form) ?? []) as KindFields['rubric']
  const sum = rubric.reduce((all, one) => all + (one?.weight ?? 0), 0)
  return (
    <>
      <p className={sum === WHOLE ? 'kind-quiet' : 'kind-wrong'} role="status">
        {say('rubricLead', { sum })}
      </p>
      <Form.List name="rubric">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Dimension key={key} at={name} onRemove={() => remove(name)} />
            ))}
            {fields.length < MOST_DIMENSIONS && (
              <Button
                onClick={() => add({ code: '', name: { zh: '', en: '' }, weight: 10, max: WHOLE })}
              >
                {say('addDimension')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </>
  )
}

interface DimensionProps {
  readonly at: number
  readonly onRemove: () => void
}

function Dimension({ at, onRemove }: DimensionProps) {
  const { say } = useSpeech()
  const required = [{ required: true }]
  const of = `${say('dimension')} ${at + 1}`
  return (
    <fieldset className="kind-rung kind-dimension" aria-label={of}>
      <Form.Item name={[at, 'code']} label={say('code')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[at, 'name', 'zh']} label={say('nameZh')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={[at, 'name', 'en']} label={say('nameEn')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={[at, 'weight']} label={say('weight')} rules={required}>
        <InputNumber min={1} max={WHOLE} />
      </Form.Item>
      <Form.Item name={[at, 'max']} label={say('maxPoints')} rules={required}>
        <InputNumber min={1} max={MOST_POINTS} />
      </Form.Item>
      <Button type="link" onClick={onRemove} aria-label={`${say('removeDimension')}：${of}`}>
        {say('removeDimension')}
      </Button>
    </fieldset>
  )
}
