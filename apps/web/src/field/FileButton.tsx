// A camera or a file, straight into the phone's own store; the bytes leave it unchanged.
import { type ChangeEvent, useState } from 'react'
import { StorageFull } from '../features/sync/store.ts'
import { useWords } from '../i18n/words.ts'
import type { Call, Me } from './calls.ts'
import { attach, MOST_MEGABYTES, TooLarge } from './deeds.ts'
import { photoWords } from './photo-words.ts'

interface FileButtonProps {
  readonly label: string
  readonly accept: string
  /** Opens the camera at once. */
  readonly capture?: boolean
  readonly isBusy: boolean
  readonly onFile: (file: File) => void
}

export function FileButton({ label, accept, capture = false, isBusy, onFile }: FileButtonProps) {
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    target.value = ''
    if (file !== undefined) onFile(file)
  }
  return (
    <label className="button file-button" aria-disabled={isBusy}>
      <input
        type="file"
        className="visually-hidden"
        accept={accept}
        {...(capture ? { capture: 'environment' as const } : {})}
        disabled={isBusy}
        onChange={choose}
      />
      {label}
    </label>
  )
}

export interface Attaching {
  readonly attached: readonly string[]
  readonly isBusy: boolean
  readonly message: string | undefined
  readonly attach: (file: File) => void
}

export function useAttach(call: Call, me: Me): Attaching {
  const say = useWords(photoWords)
  const [attached, setAttached] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  const wordsFor = (error: unknown) => {
    if (error instanceof StorageFull) return say('storageFull')
    if (error instanceof TooLarge) return say('fileTooLarge', { megabytes: MOST_MEGABYTES })
    return say('fileUnread')
  }
  return {
    attached,
    isBusy,
    message,
    attach: file => {
      setBusy(true)
      setMessage(undefined)
      attach(call, me, file)
        .then(
          id => setAttached(now => [...now, id]),
          (error: unknown) => setMessage(wordsFor(error)),
        )
        .finally(() => setBusy(false))
    },
  }
}
