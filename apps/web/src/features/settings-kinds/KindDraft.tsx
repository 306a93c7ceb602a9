// A version of a kind on the way to be published: its form, and beside it what it would change and bring.
import { Button, Form } from 'antd'
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { settings } from '../../api/settings.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { fromField, toField } from '../../i18n/city-time.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useName } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { Changes } from './Changes.tsx'
import { Effect } from './Effect.tsx'
import { KindFieldsets } from './KindFieldsets.tsx'
import { discardKind, keepKind, keptKind } from './kind-draft-store.ts'
import { changesBetween, type Kind } from './kind-facts.ts'
import { fromFields, type KindFields, toFields } from './kind-form.ts'
import { nextVersion, placeVersions, type Version } from './kind-versions.ts'
import { useRenew, useSpeech, useVersions } from './use-kinds.ts'

interface DraftProps {
  /** Undefined of a kind that is new. */
  readonly code: string | undefined
  /** The version to begin from, or `new:` and the kind to begin from. */
  readonly base: string
  readonly onClose: (code: string | undefined) => void
}

const NEW = 'new:'
const DAY_MS = 86_400_000

/** Midnight of tomorrow in the city: nobody changes rules in the middle of a day without wanting to. */
function tomorrow(): string {
  const date = toField(serverNow() + DAY_MS, settings.timeZone).slice(0, 'yyyy-mm-dd'.length)
  return fromField(`${date}T00:00`, settings.timeZone)
}

export function KindDraft({ code, base, onClose }: DraftProps) {
  const from = code ?? base.slice(NEW.length)
  const versions = useVersions(from)
  if (versions.isPending) return <Loading rows={8} />
  if (versions.isError) return <Failed error={versions.error} onRetry={() => versions.refetch()} />
  const placed = placeVersions(versions.data.versions, serverNow())
  const holding = placed.find(({ state }) => state === 'in_force')?.kind
  const begun = versions.data.versions.find(({ version }) => version === base) ?? holding
  const model = begun ?? placed[0]?.kind
  if (model === undefined) return null
  const effectiveFrom = tomorrow()
  const fields =
    code === undefined
      ? {
          ...toFields(model, { version: '1', effectiveFrom }),
          code: '',
          name: { zh: '', en: '' },
        }
      : toFields(model, { version: nextVersion(versions.data.versions), effectiveFrom })
  return (
    <Editor
      fields={fields}
      base={base}
      holding={code === undefined ? undefined : holding}
      onClose={onClose}
      code={code}
    />
  )
}

interface EditorProps {
  readonly fields: KindFields
  readonly holding: Version | undefined
  readonly code: string | undefined
  readonly base: string
  readonly onClose: (code: string | undefined) => void
}

/** What was typed stays in this window, however the page is left. */
function useKept({ code, base }: Pick<EditorProps, 'code' | 'base'>) {
  const { session } = useSession()
  const key = { person: session.person, code, base }
  const [first] = useState(() => keptKind(key))
  const [keptAt, setKeptAt] = useState(first?.savedAt)
  return {
    keptAt,
    fields: first?.fields,
    keep: (fields: KindFields) => {
      const at = serverNow()
      keepKind(key, fields, at)
      setKeptAt(at)
    },
    discard: () => discardKind(key),
  }
}

function Editor({ fields: begun, holding, code, base, onClose }: EditorProps) {
  const { say, tag } = useSpeech()
  const { keptAt, fields = begun, keep, discard } = useKept({ code, base })
  const nameOf = useName()
  const [form] = Form.useForm<KindFields>()
  const typed = (Form.useWatch([], form) as KindFields | undefined) ?? fields
  const [publishing, setPublishing] = useState<Kind>()
  const kind = fromFields({ ...fields, ...typed })
  const name = nameOf(kind.name, kind.code)
  return (
    <div className="kinds">
      <header>
        <h1>
          {code === undefined ? say('newTitle') : say('editTitle', { name, version: kind.version })}
        </h1>
        <span className="page-act row-acts">
          {keptAt !== undefined && (
            <Button
              onClick={() => {
                discard()
                onClose(code)
              }}
            >
              {say('draftDiscard')}
            </Button>
          )}
          <Button onClick={() => onClose(code)}>{say('leave')}</Button>
        </span>
        <p className="settings-lead">
          {keptAt === undefined ? say('draftNew') : say('draftKept', { at: momentOf(tag, keptAt) })}
        </p>
      </header>
      <div className="kind-draft">
        <Form<KindFields>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={fields}
          onValuesChange={() => keep({ ...fields, ...form.getFieldsValue(true) })}
          onFinish={values => setPublishing(fromFields({ ...fields, ...values }))}
          scrollToFirstError={true}
        >
          <KindFieldsets isNew={code === undefined} />
          <Button type="primary" htmlType="submit">
            {say('publish')}
          </Button>
        </Form>
        <Effect kind={kind} holding={holding} />
      </div>
      {publishing !== undefined && (
        <PublishDialog
          kind={publishing}
          holding={holding}
          onClose={() => setPublishing(undefined)}
          onDone={() => {
            discard()
            onClose(publishing.code)
          }}
        />
      )}
    </div>
  )
}

interface PublishProps {
  readonly kind: Kind
  readonly holding: Version | undefined
  readonly onClose: () => void
  readonly onDone: () => void
}

const send = (kind: Kind, key: string) =>
  get(api.POST('/api/kinds', { body: kind, headers: { 'idempotency-key': key } }))

function PublishDialog({ kind, holding, onClose, onDone }: PublishProps) {
  const speech = useSpeech()
  const nameOf = useName()
  const renew = useRenew()
  const { say, tag } = speech
  const changes = holding && changesBetween(holding as Kind, kind, speech)
  return (
    <ActDialog<object, unknown>
      title={say('publishTitle', { name: nameOf(kind.name, kind.code), version: kind.version })}
      verb={say('publish')}
      width={720}
      send={(_values, key) => send(kind, key)}
      onDone={() => {
        renew()
        onDone()
      }}
      onClose={onClose}
      consequence={<p>{say('publishFrom', { at: momentOf(tag, kind.effectiveFrom) })}</p>}
    >
      {changes?.length === 0 && <p>{say('publishNoChange')}</p>}
      {changes !== undefined && changes.length > 0 && <Changes changes={changes} />}
    </ActDialog>
  )
}
