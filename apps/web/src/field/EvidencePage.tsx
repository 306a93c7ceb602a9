// Photos and videos of the scene: kept on the phone at once, sent when there is a network, never changed.
import type { QueuedFile } from '../features/sync/store.ts'
import { numberOf } from '../i18n/formats.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { FileButton, useAttach } from './FileButton.tsx'
import { TopBar } from './Parts.tsx'
import { photoWords } from './photo-words.ts'
import { RefusedActs } from './RefusedActs.tsx'
import type { StepProps } from './step-props.ts'
import { useFiles } from './use-field.ts'
import { uploader } from './world.ts'

export function EvidencePage({ call, me }: StepProps) {
  const say = useWords(photoWords)
  const { attach, attached, isBusy, message } = useAttach(call, me)
  const { whistle, summons } = call
  const files = useFiles().filter(file => file.whistle === whistle.id && file.person === me.person)
  return (
    <main className="screen">
      <TopBar
        title={say('photoTitle')}
        back={{ is: 'call', whistle: whistle.id, department: summons.department, step: 'look' }}
      />
      <div className="takers">
        <FileButton
          label={say('takePhoto')}
          accept="image/*"
          capture
          onFile={attach}
          isBusy={isBusy}
        />
        <FileButton
          label={say('takeVideo')}
          accept="video/*"
          capture
          onFile={attach}
          isBusy={isBusy}
        />
        <FileButton
          label={say('chooseFile')}
          accept="image/jpeg,image/png,image/webp,video/mp4,video/quicktime,audio/*,application/pdf"
          onFile={attach}
          isBusy={isBusy}
        />
      </div>
      <p className="hint">{say('fileKept')}</p>
      {message !== undefined && <p role="alert">{message}</p>}
      {attached.length > 0 && <p role="status">{say('photoTaken', { count: attached.length })}</p>}
      <ul className="files">
        {files.map(file => (
          <FileRow key={file.id} file={file} />
        ))}
      </ul>
    </main>
  )
}

export function FileRow({ file }: { readonly file: QueuedFile }) {
  const say = useWords(photoWords)
  const tag = useLanguage()
  const share = file.bytes === 0 ? 0 : file.sentBytes / file.bytes
  const standing =
    file.sentBytes === 0
      ? say('fileWaiting')
      : say('fileProgress', { percent: numberOf(tag, share * 100) })
  return (
    <li className="file-row">
      <span>{`${file.mediaType} · ${numberOf(tag, file.bytes / 1024 / 1024, 1)} MB`}</span>
      <span>
        {file.state === 'refused'
          ? say('fileRefused', { why: file.trouble?.title ?? '' })
          : standing}
      </span>
      {file.state === 'refused' ? (
        <RefusedActs
          onRetry={() => uploader.retry(file.id)}
          onLetGo={() => uploader.dismiss(file.id)}
        />
      ) : (
        <progress max={1} value={share} aria-label={standing} />
      )}
    </li>
  )
}
