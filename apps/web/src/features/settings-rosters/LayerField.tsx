import { Form, Select } from 'antd'
import { useWords } from '../../i18n/words.ts'
import { LAYERS } from './duty-days.ts'
import { rosterWords } from './words.ts'

export function LayerField() {
  const say = useWords(rosterWords)
  return (
    <Form.Item name="layer" label={say('layer')} rules={[{ required: true }]}>
      <Select options={LAYERS.map(layer => ({ value: layer, label: say(`layer_${layer}`) }))} />
    </Form.Item>
  )
}
