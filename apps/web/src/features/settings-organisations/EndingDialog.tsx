// Ends a unit, an office or an area: nothing to fill in, and what follows is said before it is sent.
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useRenew } from './use-organisations.ts'

interface EndingProps {
  readonly title: string
  readonly what: string
  readonly end: (key: string) => Promise<unknown>
  readonly onClose: () => void
}

export function EndingDialog({ title, what, end, onClose }: EndingProps) {
  const renew = useRenew()
  return (
    <ActDialog<object, unknown>
      title={title}
      verb={title}
      isFinal={true}
      onClose={onClose}
      onDone={() => {
        renew()
        onClose()
      }}
      send={(_values, key) => end(key)}
    >
      <p>{what}</p>
    </ActDialog>
  )
}
