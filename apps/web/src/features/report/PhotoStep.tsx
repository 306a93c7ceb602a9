// Step three: photos, a number for questions, and everything once more before it is sent.
import { type ChangeEvent, useEffect, useState } from 'react'
import { useName, useWords } from '../../i18n/words.ts'
import { useCity, useProblemTypes } from '../../public-ui/city.ts'
import { dropPhoto, photosOf, type StoredPhoto, storePhoto } from './photo-store.ts'
import type { ReportDraft } from './report-draft.ts'
import { shrinkPhoto } from './shrink-photo.ts'
import type { DraftInHand } from './use-draft.ts'
import { usePlace } from './use-place.ts'
import { reportWords } from './words.ts'

interface ShownPhoto extends StoredPhoto {
  readonly url: string
}

function useObjectUrls(photos: readonly StoredPhoto[]): readonly ShownPhoto[] {
  const [shown, setShown] = useState<readonly ShownPhoto[]>([])
  useEffect(() => {
    const made = photos.map(photo => ({ ...photo, url: URL.createObjectURL(photo.blob) }))
    setShown(made)
    return () => {
      for (const { url } of made) URL.revokeObjectURL(url)
    }
  }, [photos])
  return shown
}

/** Those that a draft has on this phone. */
function usePhotos(of: string) {
  const [photos, setPhotos] = useState<readonly StoredPhoto[]>([])
  const [isWrong, setWrong] = useState(false)
  useEffect(() => {
    photosOf(of).then(setPhotos, () => setPhotos([]))
  }, [of])
  const add = async (files: readonly File[], most: number) => {
    setWrong(false)
    let next = photos
    for (const file of files.slice(0, Math.max(0, most - photos.length))) {
      try {
        const photo = { id: crypto.randomUUID(), of, blob: await shrinkPhoto(file) }
        await storePhoto(photo)
        next = [...next, photo]
      } catch {
        setWrong(true)
      }
    }
    setPhotos(next)
  }
  const remove = async (id: string) => {
    setPhotos(photos.filter(photo => photo.id !== id))
    await dropPhoto(id)
  }
  return { photos, isWrong, add, remove }
}

const MOST_PHOTOS = 3

function Photos({ of }: { readonly of: string }) {
  const say = useWords(reportWords)
  const { data: city } = useCity()
  const { photos, isWrong, add, remove } = usePhotos(of)
  const shown = useObjectUrls(photos)
  const most = city?.photos.most ?? MOST_PHOTOS
  const onFiles = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    target.value = ''
    add(files, most).catch(() => undefined)
  }
  return (
    <section className="report-photos">
      <h3>{say('photosTitle')}</h3>
      <p className="quiet">{say('photosLead', { most })}</p>
      <ul>
        {shown.map(({ id, url }, at) => (
          <li key={id}>
            <img src={url} alt={say('photoAlt', { n: at + 1 })} />
            <button
              type="button"
              className="button"
              aria-label={say('removePhoto', { n: at + 1 })}
              onClick={() => {
                remove(id).catch(() => undefined)
              }}
            >
              {'✕'}
            </button>
          </li>
        ))}
        {shown.length < most && (
          <li>
            <label className="report-add">
              <span aria-hidden="true">{'+'}</span>
              {say('addPhoto')}
              <input
                type="file"
                className="visually-hidden"
                accept="image/*"
                multiple
                onChange={onFiles}
              />
            </label>
          </li>
        )}
      </ul>
      <p role="alert">{isWrong && <span className="wrong">{say('photoFailed')}</span>}</p>
    </section>
  )
}

function Check({ draft, change }: DraftInHand) {
  const say = useWords(reportWords)
  const nameOf = useName()
  const { data: types = [] } = useProblemTypes()
  const place = usePlace(draft)
  const type = types.find(({ code }) => code === draft.problemType)
  const rows: readonly (readonly [ReportDraft['step'], string, string])[] = [
    [1, say('where'), [place.name, draft.placeText].filter(Boolean).join('\n')],
    [2, say('type'), nameOf(type?.name)],
    [2, say('what'), draft.text],
  ]
  return (
    <section className="report-check" aria-label={say('check')}>
      <h3>{say('check')}</h3>
      <dl>
        {rows.map(([step, name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span>{value}</span>
              <button
                type="button"
                className="button plain report-change"
                aria-label={say('change', { what: name })}
                onClick={() => change({ step })}
              >
                {say('change', { what: '' })}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function PhotoStep(props: DraftInHand) {
  const { draft, change } = props
  const say = useWords(reportWords)
  return (
    <>
      <Photos of={draft.key} />
      <details className="report-contact">
        <summary>{say('contact')}</summary>
        <p className="quiet">{say('contactLead')}</p>
        <label className="field">
          <span>{say('name')}</span>
          <input
            value={draft.name}
            maxLength={100}
            autoComplete="name"
            onChange={({ target }) => change({ name: target.value })}
          />
        </label>
        <label className="field">
          <span>{say('phone')}</span>
          <input
            type="tel"
            value={draft.phone}
            maxLength={40}
            autoComplete="tel"
            onChange={({ target }) => change({ phone: target.value })}
          />
        </label>
      </details>
      <Check {...props} />
    </>
  )
}
