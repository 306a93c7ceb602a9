// Something that is shown this once: to be copied now, and gone when it is closed.
import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import './secret.css'
import { secretWords } from './words.ts'

interface SecretProps {
  readonly title: string
  readonly secret: string
  /** What it is for, and where it goes. */
  readonly children: ReactNode
  readonly onClose: () => void
}

export function SecretOnce({ title, secret, children, onClose }: SecretProps) {
  const say = useWords(secretWords)
  const [copied, setCopied] = useState<'not' | 'yes' | 'failed'>('not')
  const copy = () => {
    navigator.clipboard.writeText(secret).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  }
  return (
    <Modal
      open={true}
      title={title}
      mask={{ closable: false }}
      closable={false}
      keyboard={false}
      onOk={onClose}
      okText={say('kept')}
      cancelButtonProps={{ hidden: true }}
    >
      <div className="secret">
        <p>{children}</p>
        <code className="secret-text">{secret}</code>
        <p className="secret-line">
          <button type="button" className="button" onClick={copy}>
            {say('copy')}
          </button>
          <span role="status">
            {copied !== 'not' && say(copied === 'yes' ? 'copied' : 'byHand')}
          </span>
        </p>
        <p>
          <strong>{say('once')}</strong>
        </p>
      </div>
    </Modal>
  )
}
