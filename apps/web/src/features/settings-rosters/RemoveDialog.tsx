// Something is taken out of the roster; what follows is said before.
import { get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useDone } from './PersonDialogs.tsx'

type Answer = Parameters<typeof get>[0]

interface RemoveDialogProps {
  readonly word: string
  readonly what: string
  readonly send: (key: string) => Answer
  readonly onClose: () => void
  readonly isFinal?: boolean
}

export function RemoveDialog({ word, what, send, onClose, isFinal = true }: RemoveDialogProps) {
  const onDone = useDone(onClose)
  return (
    <ActDialog<object, unknown>
      title={word}
      verb={word}
      isFinal={isFinal}
      onClose={onClose}
      onDone={onDone}
      send={(_values, key) => get(send(key))}
    >
      <p>{what}</p>
    </ActDialog>
  )
}
