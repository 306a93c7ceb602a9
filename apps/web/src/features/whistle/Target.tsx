// What and where, in the words of the caller.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { momentOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { useCaseOf, useKind, useOffice, useProblemType, type Whistle } from './use-whistle.ts'
import { whistleWords } from './words.ts'

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Target({ whistle }: { readonly whistle: Whistle }) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const commander = useOffice(whistle.command)
  const kind = useKind(whistle.kind)
  const type = useProblemType(whistle.problemType)
  const matter = useCaseOf(whistle.caseId)
  const { id, assembly, caller, place, problemType, soundedAt, endedAt, result } = whistle
  const isTold = place !== null
  const paper = tag === 'en' ? 'en' : 'zh'
  const told = (text: string | null | undefined) => text ?? say(isTold ? 'erased' : 'hidden')
  return (
    <section className="whistle-target" aria-label={say('what')}>
      <dl>
        <Fact name={say('place')}>{told(place?.text)}</Fact>
        <Fact name={say('assembly')}>
          {`${momentOf(tag, assembly.at)} · ${assembly.place ?? say('erased')}`}
        </Fact>
        <Fact name={say('facts')}>{told(whistle.facts)}</Fact>
        <Fact name={say('tried')}>{told(whistle.tried)}</Fact>
        <Fact name={say('lacking')}>{told(whistle.lacking)}</Fact>
        {problemType !== null && (
          <Fact name={say('problemType')}>
            {type.data ? nameIn(tag, type.data.name) : problemType}
          </Fact>
        )}
        {matter.data && (
          <Fact name={say('caseOf')}>
            <Link to="/cases/$id" params={{ id: matter.data.id }}>
              {matter.data.title ?? say('erased')}
            </Link>
          </Fact>
        )}
        <Fact name={say('caller')}>{nameIn(tag, caller.name, caller.organisation)}</Fact>
        <Fact name={say('commander')}>{nameIn(tag, commander.data?.name, whistle.command)}</Fact>
        <Fact name={say('kind')}>{nameIn(tag, kind.data?.name, whistle.kind)}</Fact>
        {soundedAt !== undefined && <Fact name={say('blownAt')}>{momentOf(tag, soundedAt)}</Fact>}
        {endedAt !== undefined && <Fact name={say('endedAt')}>{momentOf(tag, endedAt)}</Fact>}
        {result !== undefined && <Fact name={say('result')}>{told(result)}</Fact>}
      </dl>
      <p className="whistle-print">
        <a
          className="button"
          href={`/sheets/${id}/order?language=${paper}`}
          target="_blank"
          rel="noreferrer"
        >
          {say('printOrder')}
        </a>
        {endedAt !== undefined && (
          <a
            className="button"
            href={`/sheets/${id}/report?language=${paper}`}
            target="_blank"
            rel="noreferrer"
          >
            {say('printReport')}
          </a>
        )}
      </p>
    </section>
  )
}
