// Everything that the server has not taken yet, and why; what was refused waits until somebody read it.
import type { QueuedAct } from '../features/sync/act.ts'
import { standingOf } from '../features/sync/outbox.ts'
import { timeOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { Me } from './calls.ts'
import { FileRow } from './EvidencePage.tsx'
import { TopBar } from './Parts.tsx'
import { queueWords } from './queue-words.ts'
import { RefusedActs } from './RefusedActs.tsx'
import { useFiles, useQueue, useSnapshots } from './use-field.ts'
import { fieldWords } from './words.ts'
import { engine, uploader } from './world.ts'

export function QueuePage({ me }: { readonly me: Me }) {
  const say = useWords(queueWords)
  const { queue } = useQueue()
  const files = useFiles().filter(file => file.person === me.person)
  const own = queue.filter(act => act.person === me.person && act.state !== 'sent')
  const { ofOthers, waiting } = standingOf(queue, me.person)
  return (
    <main className="screen">
      <TopBar title={say('queueTitle')} />
      {own.length === 0 && files.length === 0 && <p>{say('queueEmpty')}</p>}
      {ofOthers > 0 && <p className="hint">{say('queueOthers', { count: ofOthers })}</p>}
      <ul className="queue">
        {own.map(act => (
          <Waiting key={act.id} act={act} />
        ))}
      </ul>
      <ul className="files">
        {files.map(file => (
          <FileRow key={file.id} file={file} />
        ))}
      </ul>
      {waiting + files.length > 0 && (
        <button
          type="button"
          className="button"
          onClick={() => {
            engine.hurry()
            uploader.hurry()
          }}
        >
          {say('hurry')}
        </button>
      )}
    </main>
  )
}

function Waiting({ act }: { readonly act: QueuedAct }) {
  const say = useWords(queueWords)
  const sayField = useWords(fieldWords)
  const tag = useLanguage()
  const { known } = useSnapshots()
  const title = known.find(({ whistle }) => whistle.id === act.whistle)?.whistle.title ?? act.title
  const isRefused = act.state === 'refused'
  return (
    <li className="queue-row" data-refused={isRefused}>
      <p>
        <strong>{say(`act_${act.act}`)}</strong>
        {` · ${say('queueAt', { at: timeOf(tag, act.at) })}`}
        {act.isClockDoubtful && <small>{` · ${say('clockDoubt')}`}</small>}
      </p>
      {title != null && <p className="queue-title">{title}</p>}
      {isRefused ? (
        <>
          <p role="alert">{`${say('notAccepted')} · ${act.trouble?.title ?? ''}`}</p>
          <p className="hint">{act.trouble?.detail}</p>
          <RefusedActs
            onRetry={() => engine.retry(act.id)}
            onLetGo={() => engine.dismiss(act.id)}
          />
        </>
      ) : (
        <p className="waits">{sayField('waits')}</p>
      )}
    </li>
  )
}
