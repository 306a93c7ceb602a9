// A name in both languages, as two fields of a form.
import { Form, Input } from 'antd'

interface BilingualFieldsProps {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly isOptional?: boolean
}

const MOST = 200

export function BilingualFields({ name, zh, en, isOptional = false }: BilingualFieldsProps) {
  const rules = isOptional ? [] : [{ required: true }]
  return (
    <>
      <Form.Item name={[name, 'zh']} label={zh} rules={rules}>
        <Input maxLength={MOST} lang="zh-CN" />
      </Form.Item>
      <Form.Item name={[name, 'en']} label={en} rules={rules}>
        <Input maxLength={MOST} lang="en" />
      </Form.Item>
    </>
  )
}
