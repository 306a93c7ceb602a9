// The way there, by the map that the phone has. Points are WGS-84 and are said to be.
import { useWords } from '../i18n/words.ts'
import type { Whistle } from './calls.ts'
import { amapLink, geoLink, targetOf } from './map-links.ts'
import { fieldWords } from './words.ts'

const isAndroid = /Android/.test(navigator.userAgent)

export function Navigate({ whistle }: { readonly whistle: Whistle }) {
  const say = useWords(fieldWords)
  const target = targetOf(whistle)
  if (target === undefined) return null
  return (
    <p className="navigate">
      <span>{say('navigate')}</span>
      {isAndroid && (
        <a className="button" href={geoLink(target)}>
          {say('openMap')}
        </a>
      )}
      <a className="button" href={amapLink(target)} rel="noreferrer">
        {say('openAmap')}
      </a>
    </p>
  )
}
