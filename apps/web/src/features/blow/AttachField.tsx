// What was seen goes with the call: each file is given at once, so that sending waits for nothing.
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { toProblem } from '../../api/problem.ts'
import { numberOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { BlowDraft, DraftFile } from './blow-draft.ts'
import { blowWords } from './words.ts'

interface Props {
  readonly draft: BlowDraft
  readonly change: (next: (draft: BlowDraft) => BlowDraft) => void
}

const KILO = 1000
const KINDS = 'image/jpeg,image/png,image/webp,application/pdf,video/mp4,audio/*'

async function give(file: File): Promise<DraftFile> {
  const kept = await get(
    api.POST('/api/files', {
      body: file as unknown as string,
      bodySerializer: body => body as unknown as Blob,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  )
  const { sha256, mediaType, bytes } = kept
  return { sha256, mediaType, bytes, name: file.name.slice(0, 100) }
}

export function AttachField({ draft, change }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const [going, setGoing] = useState(0)
  const [trouble, setTrouble] = useState<string>()
  const add = (files: readonly File[]) => {
    setTrouble(undefined)
    for (const file of files) {
      setGoing(count => count + 1)
      give(file)
        .then(given =>
          change(before => ({
            ...before,
            files: [...before.files.filter(one => one.sha256 !== given.sha256), given],
          })),
        )
        .catch((error: unknown) => setTrouble(`${file.name}: ${toProblem(error).title}`))
        .finally(() => setGoing(count => count - 1))
    }
  }
  return (
    <div className="field">
      <label htmlFor="blow-files">{say('files')}</label>
      <input
        id="blow-files"
        type="file"
        multiple={true}
        accept={KINDS}
        onChange={({ target }) => {
          add([...(target.files ?? [])])
          target.value = ''
        }}
      />
      {going > 0 && <p role="status">{say('filesGoing', { count: going })}</p>}
      {trouble !== undefined && (
        <p role="alert" className="blow-wrong">
          {trouble}
        </p>
      )}
      <ul className="blow-told">
        {draft.files.map(({ sha256, name, bytes }) => (
          <li key={sha256} className="blow-file">
            <span>{name}</span>
            <span className="blow-quiet">
              {say('fileBytes', { size: numberOf(tag, Math.ceil(bytes / KILO)) })}
            </span>
            <button
              type="button"
              className="button plain blow-small"
              aria-label={say('removeOne', { name })}
              onClick={() =>
                change(before => ({
                  ...before,
                  files: before.files.filter(one => one.sha256 !== sha256),
                }))
              }
            >
              {say('discard')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
