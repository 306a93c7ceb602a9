// What this office can do with a case now: what a resident waits for first, the rest behind a word.
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { Case, CaseAct } from './use-cases.ts'
import { caseWords, wordFor } from './words.ts'

/** In the order in which a matter goes on. */
const FIRST = ['recordSelfHandling', 'addReport', 'closeCase'] as const
const REST = [
  'recordRecheck',
  'planRecheck',
  'hearResident',
  'linkRecurrence',
  'mergeCase',
] as const

/** Written on a page of its own, with place and problem of the case. */
const BLOW = 'draftWhistle'

interface TurnProps {
  readonly matter: Case
  readonly acts: readonly CaseAct[]
  readonly onAct: (act: CaseAct) => void
}

export function Turn({ matter, acts, onAct }: TurnProps) {
  const say = useWords(caseWords)
  const named = (names: readonly string[]) =>
    names.flatMap(name => acts.find(one => one.act === name && one.from === undefined) ?? [])
  const judge = acts.find(({ act }) => act === 'judgeResidentWord')
  const mayBlow = named([BLOW]).length > 0
  const isIdle = judge === undefined && !mayBlow && named([...FIRST, ...REST]).length === 0
  return (
    <>
      {matter.unjudged && <Word matter={matter} judge={judge} onAct={onAct} />}
      <section className="case-part" aria-labelledby="case-turn">
        <h2 id="case-turn">{say('turn')}</h2>
        {isIdle && <p className="cases-quiet">{say('nothing')}</p>}
        {mayBlow && (
          <a className="button" href={`/blow?case=${matter.id}`}>
            {say('blowForIt')}
          </a>
        )}
        <Acts acts={named(FIRST)} onAct={onAct} />
        {named(REST).length > 0 && (
          <details>
            <summary>{say('more')}</summary>
            <Acts acts={named(REST)} onAct={onAct} />
          </details>
        )}
      </section>
    </>
  )
}

function Acts({ acts, onAct }: Pick<TurnProps, 'acts' | 'onAct'>) {
  const say = useWords(caseWords)
  return (
    <div className="case-acts">
      {acts.map(one => {
        const word = wordFor('act', one.act)
        if (word === undefined) return null
        return (
          <button key={one.act} type="button" className="button" onClick={() => onAct(one)}>
            {say(word)}
          </button>
        )
      })}
    </div>
  )
}

interface WordProps extends Pick<TurnProps, 'matter' | 'onAct'> {
  readonly judge: CaseAct | undefined
}

function Word({ matter: { unjudged }, judge, onAct }: WordProps) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  if (unjudged === undefined) return null
  return (
    <section className="case-word" aria-labelledby="case-word">
      <h2 id="case-word">{say(unjudged.solved ? 'wordSolved' : 'wordUnsolved')}</h2>
      <p className="case-words">{unjudged.text ?? say('erased')}</p>
      <p className="cases-quiet">{say('wordAt', { at: momentOf(tag, unjudged.at) })}</p>
      {judge && (
        <button type="button" className="button primary" onClick={() => onAct(judge)}>
          {say('act_judgeResidentWord')}
        </button>
      )}
    </section>
  )
}
