// What is wrong with rosters ahead, in the server's sentences, the first to come first.
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { Finding } from './use-rosters.ts'
import { rosterWords } from './words.ts'

interface FindingListProps {
  readonly findings: readonly Finding[]
  readonly onGo: (finding: Finding) => void
  /** Whose roster it is, where several are listed together. */
  readonly whose?: (organisation: string) => string
}

const keyOf = ({ roster, kind, from, layers }: Finding) => [roster, kind, from, ...layers].join(' ')

export function FindingList({ findings, onGo, whose }: FindingListProps) {
  const say = useWords(rosterWords)
  const isEnglish = useLanguage() === 'en'
  if (findings.length === 0) return null
  return (
    <ul className="finding-list">
      {findings.map(finding => (
        <li key={keyOf(finding)}>
          <span className={finding.kind === 'gap' ? 'finding-kind is-gap' : 'finding-kind'}>
            {finding.kind === 'gap' && '▲ '}
            {say(`kind_${finding.kind}`)}
          </span>
          <span>
            {whose && <b>{whose(finding.organisation)} </b>}
            {isEnglish ? finding.en : finding.zh}
          </span>
          <button type="button" className="button plain" onClick={() => onGo(finding)}>
            {say('goThere')}
          </button>
        </li>
      ))}
    </ul>
  )
}
