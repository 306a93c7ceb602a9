// Proves anew who one is before a heavy act: by whatever the account has.
import { Button, Form, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { type Problem, toProblem } from '../../api/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { ActProblem } from './ActProblem.tsx'
import './acts.css'
import {
  addressOfProvider,
  isDemo,
  proveByCode,
  proveByDemo,
  proveByPasskey,
  proveByPassword,
  useOwnAccount,
  type Way,
  waysOf,
} from './prove.ts'
import { actWords } from './words.ts'

interface Typed {
  readonly password?: string
  readonly code?: string
}

const WORD = {
  demo: 'byDemo',
  password: 'byPassword',
  code: 'byCode',
  passkey: 'byPasskey',
  provider: 'byProvider',
} as const satisfies Record<Way, string>

const PROVE = {
  demo: proveByDemo,
  passkey: proveByPasskey,
  password: ({ password = '' }: Typed) => proveByPassword(password),
  code: ({ code = '' }: Typed) => proveByCode(code),
  // It was proved in the other window: the act itself shows whether.
  provider: () => Promise.resolve(),
} as const satisfies Record<Way, (typed: Typed) => Promise<unknown>>

function ProviderLinks({ providers }: { readonly providers: readonly string[] }) {
  const say = useWords(actWords)
  const [problem, setProblem] = useState<Problem>()
  const open = (provider: string) => {
    addressOfProvider(provider).then(
      url => window.open(url, '_blank', 'noopener'),
      (error: unknown) => setProblem(toProblem(error)),
    )
  }
  return (
    <>
      <p>{say('proveProvider')}</p>
      <ActProblem problem={problem} />
      {providers.map(name => (
        <Button key={name} onClick={() => open(name)}>
          {say('openProvider', { name })}
        </Button>
      ))}
    </>
  )
}

function WayFields({
  way,
  providers,
}: {
  readonly way: Way
  readonly providers: readonly string[]
}) {
  const say = useWords(actWords)
  switch (way) {
    case 'password':
      return (
        <Form.Item name="password" label={say('provePassword')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" autoFocus={true} />
        </Form.Item>
      )
    case 'code':
      return (
        <Form.Item
          name="code"
          label={say('proveCode')}
          rules={[{ required: true, pattern: /^\d{6}$/, message: say('proveCodeWrong') }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" autoFocus={true} />
        </Form.Item>
      )
    case 'provider':
      return <ProviderLinks providers={providers} />
    default:
      return <p>{say(way === 'demo' ? 'proveDemo' : 'provePasskey')}</p>
  }
}

export function ProofDialog({ onAnswer }: { readonly onAnswer: (isProved: boolean) => void }) {
  const say = useWords(actWords)
  const id = useId()
  const account = useOwnAccount()
  const [chosen, setChosen] = useState<Way>()
  const [problem, setProblem] = useState<Problem>()
  const [isRunning, setRunning] = useState(false)
  const ways = account.data === undefined ? [] : waysOf(account.data, isDemo)
  const way = chosen ?? ways[0]
  const prove = (typed: Typed) => {
    if (way === undefined || isRunning) return
    setRunning(true)
    setProblem(undefined)
    PROVE[way](typed)
      .then(() => onAnswer(true))
      .catch((error: unknown) => setProblem(toProblem(error)))
      .finally(() => setRunning(false))
  }
  return (
    <Modal
      open={true}
      title={say('proveTitle')}
      width={440}
      zIndex={1100}
      mask={{ closable: false }}
      onCancel={() => onAnswer(false)}
      okText={say(way === 'provider' ? 'goOn' : 'confirm')}
      cancelText={say('cancel')}
      confirmLoading={isRunning}
      okButtonProps={{ htmlType: 'submit', form: id, disabled: way === undefined }}
    >
      <Form<Typed>
        id={id}
        layout="vertical"
        requiredMark={false}
        onFinish={prove}
        validateMessages={{ required: say('required') }}
      >
        <p>{say('proveLead')}</p>
        <ActProblem problem={problem} />
        {account.isPending && <Loading rows={1} />}
        {account.isError && <Failed error={account.error} onRetry={() => account.refetch()} />}
        {account.isSuccess && ways.length === 0 && <p role="alert">{say('noWay')}</p>}
        {ways.length > 1 && (
          <Segmented<Way>
            aria-label={say('proveBy')}
            options={ways.map(value => ({ value, label: say(WORD[value]) }))}
            value={way ?? 'password'}
            onChange={setChosen}
            block={true}
            className="act-ways"
          />
        )}
        {way !== undefined && (
          <WayFields key={way} way={way} providers={account.data?.providers ?? []} />
        )}
      </Form>
    </Modal>
  )
}
