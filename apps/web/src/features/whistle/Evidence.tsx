// What shows what was found and done: pictures as pictures, the rest by its kind and size.
import { momentOf, numberOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { useEvidence, type Whistle } from './use-whistle.ts'
import { whistleWords } from './words.ts'

const KILO = 1000

export function Evidence({ whistle }: { readonly whistle: Whistle }) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const evidence = useEvidence(whistle.id, whistle.version)
  const pieces = evidence.data ?? []
  if (pieces.length === 0) return null
  const nameOf = (department: string) =>
    department === whistle.caller.organisation
      ? nameIn(tag, whistle.caller.name, department)
      : nameIn(tag, whistle.summonses.find(one => one.department === department)?.name, department)
  return (
    <section className="whistle-evidence" aria-label={say('evidence')}>
      <h2>{say('evidence')}</h2>
      <ul>
        {pieces.map(({ id, department, at, sha256, mediaType, bytes, isHere }) => (
          <li key={id}>
            {isHere && mediaType.startsWith('image/') ? (
              <a href={`/api/files/${sha256}`} target="_blank" rel="noreferrer">
                <img
                  src={`/api/files/${sha256}`}
                  alt={`${nameOf(department)} · ${momentOf(tag, at)}`}
                  loading="lazy"
                />
              </a>
            ) : (
              <span>{mediaType}</span>
            )}
            <small>
              {[
                nameOf(department),
                momentOf(tag, at),
                isHere
                  ? say('evidenceBytes', { size: numberOf(tag, Math.ceil(bytes / KILO)) })
                  : say('evidenceAway'),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
