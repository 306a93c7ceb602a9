// Proves that messages reach one there: a code is sent, and comes back.
import { Form, Input } from 'antd'
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { ActProblem } from '../../desk-ui/acts/ActProblem.tsx'
import { useAct } from '../../desk-ui/acts/use-act.ts'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useWords } from '../../i18n/words.ts'
import type { Way } from './ways.ts'
import { meWords } from './words.ts'

interface VerifyProps {
  readonly way: Way
  readonly onClose: () => void
  readonly onProved: () => void
}

export function Verify({ way, onClose, onProved }: VerifyProps) {
  const say = useWords(meWords)
  const { channel } = useCoded()
  const [isSent, setSent] = useState(false)
  const path = { way: way.id }
  const ask = useAct<object, unknown>({
    send: (_, key) =>
      get(
        api.POST('/api/me/contacts/{way}/ask', {
          params: { path },
          headers: { 'idempotency-key': key },
          body: {},
        }),
      ),
    onDone: () => setSent(true),
  })
  return (
    <ActDialog<{ code: string }, unknown>
      title={say('verifyTitle', { channel: channel(way.channel) })}
      verb={say('giveCode')}
      send={({ code }, key) =>
        get(
          api.POST('/api/me/contacts/{way}/verify', {
            params: { path },
            headers: { 'idempotency-key': key },
            body: { code },
          }),
        )
      }
      onDone={onProved}
      onClose={onClose}
      width={440}
    >
      <p>
        <bdi>{way.address}</bdi>
      </p>
      <ActProblem problem={ask.problem} />
      <p className="page-acts">
        <button
          type="button"
          className="button"
          disabled={ask.isRunning}
          onClick={() => ask.run({})}
        >
          {say('askCode')}
        </button>
        <span role="status">{isSent && say('codeSent')}</span>
      </p>
      <Form.Item
        name="code"
        label={say('code')}
        rules={[{ required: true, pattern: /^\d{6}$/, message: say('code') }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
    </ActDialog>
  )
}
