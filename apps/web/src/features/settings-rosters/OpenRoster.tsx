// An office begins to keep a roster.
import { Form } from 'antd'
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { OfficePicker } from '../../desk-ui/pickers/pickers.tsx'
import { useWords } from '../../i18n/words.ts'
import { NeedsFields, type NeedsValues } from './NeedsDialog.tsx'
import { useDone } from './PersonDialogs.tsx'
import { rosterWords } from './words.ts'

interface Values extends NeedsValues {
  readonly office: string
}

const USUAL: NeedsValues = { needs: { duty: 1, team: 0, head: 0 } }

export function OpenRoster({ organisation }: { readonly organisation: string }) {
  const say = useWords(rosterWords)
  const [isOpen, setOpen] = useState(false)
  const onClose = () => setOpen(false)
  const onDone = useDone(onClose)
  return (
    <p>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {say('open')}
      </button>
      {isOpen && (
        <ActDialog<Values, unknown>
          title={say('open')}
          verb={say('open')}
          initial={USUAL}
          onClose={onClose}
          onDone={onDone}
          send={(body, key) =>
            get(api.POST('/api/rosters', { body, headers: { 'idempotency-key': key } }))
          }
        >
          <Form.Item name="office" label={say('openWhat')} rules={[{ required: true }]}>
            <OfficePicker organisation={organisation} />
          </Form.Item>
          <NeedsFields />
        </ActDialog>
      )}
    </p>
  )
}
