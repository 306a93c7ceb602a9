// Plans a test page: whom, from when to when, by which channels.
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { OfficePicker, OrganisationPicker, PersonPicker } from '../../desk-ui/pickers/pickers.tsx'
import { CHANNEL_CODES, useCoded } from '../../desk-ui/reach/coded.ts'
import { useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { type AudienceKind, KINDS, LAYERS, type PlanValues, toPlan } from './plan-values.ts'
import { useRenew } from './use-drills.ts'
import { drillWords } from './words.ts'

const REQUIRED = [{ required: true }]
const MOST_WORDS = 500

interface PlanDialogProps {
  readonly onClose: () => void
  readonly onPlanned: (id: string) => void
}

export function PlanDialog({ onClose, onPlanned }: PlanDialogProps) {
  const say = useWords(drillWords)
  const { channel } = useCoded()
  const renew = useRenew()
  const { session } = useSession()
  const own = session.offices.find(({ office }) => office === session.office)
  const initial: Partial<PlanValues> = {
    audiences: [
      {
        kind: 'duty',
        layer: 'duty',
        ...(own === undefined ? {} : { organisation: own.organisation }),
      },
    ],
  }
  return (
    <ActDialog<PlanValues, { readonly id: string }>
      title={say('plan')}
      verb={say('plan')}
      width={680}
      consequence={<p>{say('planWhat')}</p>}
      initial={initial}
      onClose={onClose}
      onDone={({ id }) => {
        renew()
        onPlanned(id)
      }}
      send={(values, key) =>
        get(
          api.POST('/api/drills', {
            body: toPlan(values, own?.district ?? ''),
            headers: { 'idempotency-key': key },
          }),
        )
      }
    >
      <Audiences />
      <div className="drills-pair">
        <Form.Item name="startsAt" label={say('startsAtNow')}>
          <InstantPicker />
        </Form.Item>
        <Form.Item name="endsAt" label={say('endsAt')} rules={REQUIRED}>
          <InstantPicker />
        </Form.Item>
      </div>
      <Form.Item name="channels" label={say('channels')}>
        <Select
          mode="multiple"
          allowClear={true}
          options={CHANNEL_CODES.map(code => ({ value: code, label: channel(code) }))}
        />
      </Form.Item>
      <Form.Item name="emergency" valuePropName="checked">
        <Checkbox>{say('emergency')}</Checkbox>
      </Form.Item>
      <Form.Item name="words" label={say('text')}>
        <Input maxLength={MOST_WORDS} placeholder={say('textHint')} />
      </Form.Item>
    </ActDialog>
  )
}

function Audiences() {
  const say = useWords(drillWords)
  return (
    <Form.List name="audiences">
      {(fields, { add, remove }) => (
        <fieldset className="drills-audiences">
          <legend>{say('audiences')}</legend>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className="drills-audience">
              <legend className="visually-hidden">{say('audience', { n: name + 1 })}</legend>
              <AudienceFields at={name} />
              {fields.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {say('removeAudience', { n: name + 1 })}
                </Button>
              )}
            </fieldset>
          ))}
          <Button size="small" onClick={() => add({ kind: 'organisation' })}>
            {say('addAudience')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

const HAS: Readonly<
  Record<AudienceKind, readonly ('organisation' | 'layer' | 'office' | 'person')[]>
> = {
  duty: ['organisation', 'layer'],
  office: ['office'],
  person: ['organisation', 'person'],
  organisation: ['organisation'],
  district: [],
}

function AudienceFields({ at }: { readonly at: number }) {
  const say = useWords(drillWords)
  const kind = Form.useWatch<AudienceKind | undefined>(['audiences', at, 'kind'])
  const organisation = Form.useWatch<string | undefined>(['audiences', at, 'organisation'])
  const has = kind === undefined ? [] : HAS[kind]
  return (
    <>
      <Form.Item name={[at, 'kind']} label={say('kind')} rules={REQUIRED}>
        <Select options={KINDS.map(one => ({ value: one, label: say(`kind_${one}`) }))} />
      </Form.Item>
      {has.includes('organisation') && (
        <Form.Item name={[at, 'organisation']} label={say('whichOrganisation')} rules={REQUIRED}>
          <OrganisationPicker />
        </Form.Item>
      )}
      {has.includes('layer') && (
        <Form.Item name={[at, 'layer']} label={say('layer')} rules={REQUIRED}>
          <Select options={LAYERS.map(one => ({ value: one, label: say(`layer_${one}`) }))} />
        </Form.Item>
      )}
      {has.includes('office') && (
        <Form.Item name={[at, 'office']} label={say('whichOffice')} rules={REQUIRED}>
          <OfficePicker />
        </Form.Item>
      )}
      {has.includes('person') && (
        <Form.Item name={[at, 'person']} label={say('whichPerson')} rules={REQUIRED}>
          <PersonPicker organisation={organisation} />
        </Form.Item>
      )}
    </>
  )
}
