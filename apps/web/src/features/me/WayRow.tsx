// One way of contact: its place, its address, whether it is used and proved.
import { Button } from 'antd'
import { FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { useWords } from '../../i18n/words.ts'
import { hasText, isKept, isProved, type Way } from './ways.ts'
import { meWords } from './words.ts'

interface RowProps {
  readonly way: Way
  /** What the server found wrong with it. */
  readonly trouble: string | undefined
  readonly onChange: (part: Partial<Way>) => void
  readonly onRemove: () => void
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onVerify: () => void
}

const INPUT_TYPES: Readonly<Record<string, string>> = { sms: 'tel', email: 'email' }

export function WayRow({ way, trouble, onChange, onRemove, onUp, onDown, onVerify }: RowProps) {
  const say = useWords(meWords)
  const { channel } = useCoded()
  const name = channel(way.channel)
  const wasErased = way.kept?.address === null
  return (
    <li className="way">
      <b className="way-name">{name}</b>
      <div className="way-address">
        {hasText(way.channel) ? (
          <input
            className="input"
            type={INPUT_TYPES[way.channel] ?? 'text'}
            aria-label={`${name} ${say('address')}`}
            placeholder={wasErased ? say('addressGone') : say('address')}
            value={way.address}
            onChange={({ target }) => onChange({ address: target.value })}
          />
        ) : (
          <span className="way-fixed">
            {say(way.channel === 'inbox' ? 'addressInbox' : 'addressBrowser')}
          </span>
        )}
        {trouble !== undefined && (
          <small className="way-trouble" role="alert">
            {say('wrong', { why: trouble })}
          </small>
        )}
      </div>
      <Proof way={way} onVerify={onVerify} />
      <label className="filter-check">
        <input
          type="checkbox"
          checked={way.enabled}
          onChange={({ target }) => onChange({ enabled: target.checked })}
        />
        {say('enabled')}
        <span className="visually-hidden"> {name}</span>
      </label>
      <span className="row-acts">
        <Move word={say('up')} name={name} onMove={onUp} />
        <Move word={say('down')} name={name} onMove={onDown} />
        <Button size="small" danger={true} onClick={onRemove}>
          {say('remove')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      </span>
    </li>
  )
}

function Proof({ way, onVerify }: { readonly way: Way; readonly onVerify: () => void }) {
  const say = useWords(meWords)
  const { channel } = useCoded()
  if (!hasText(way.channel)) return <span />
  if (isProved(way)) return <FareMark fare="over" word={say('proved')} />
  if (!isKept(way)) return <span className="way-fixed">{say('notSaved')}</span>
  return (
    <span className="way-proof">
      <FareMark fare="idle" word={say('notProved')} />
      <Button size="small" onClick={onVerify}>
        {say('verify')}
        <span className="visually-hidden"> {channel(way.channel)}</span>
      </Button>
    </span>
  )
}

interface MoveProps {
  readonly word: string
  readonly name: string
  readonly onMove: (() => void) | undefined
}

function Move({ word, name, onMove }: MoveProps) {
  return (
    <Button size="small" disabled={onMove === undefined} onClick={() => onMove?.()}>
      {word}
      <span className="visually-hidden"> {name}</span>
    </Button>
  )
}
