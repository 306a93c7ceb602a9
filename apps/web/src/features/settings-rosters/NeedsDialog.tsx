// How many people each layer needs.
import { Form, InputNumber } from 'antd'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useWords } from '../../i18n/words.ts'
import { LAYERS, type Needs } from './duty-days.ts'
import { useDone } from './PersonDialogs.tsx'
import type { Roster } from './use-rosters.ts'
import { rosterWords } from './words.ts'

export interface NeedsValues {
  readonly needs: Needs
}

const MOST = 50

export function NeedsFields() {
  const say = useWords(rosterWords)
  return (
    <fieldset className="roster-stretch">
      <legend>{say('needs')}</legend>
      <div className="roster-pair">
        {LAYERS.map(layer => (
          <Form.Item
            key={layer}
            name={['needs', layer]}
            label={say(`layer_${layer}`)}
            rules={[{ required: true }]}
          >
            <InputNumber min={0} max={MOST} precision={0} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  )
}

export function NeedsDialog({
  roster: { id, needs },
  onClose,
}: {
  readonly roster: Roster
  readonly onClose: () => void
}) {
  const say = useWords(rosterWords)
  const onDone = useDone(onClose)
  return (
    <ActDialog<NeedsValues, unknown>
      title={say('setNeeds')}
      verb={say('setNeeds')}
      consequence={<p>{say('needsLead')}</p>}
      initial={{ needs }}
      onClose={onClose}
      onDone={onDone}
      send={(body, key) =>
        get(
          api.POST('/api/rosters/{id}/needs', {
            params: { path: { id } },
            body,
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <NeedsFields />
    </ActDialog>
  )
}
