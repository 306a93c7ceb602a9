// Which way is up: no map of ours is ever turned.
import { useWords } from '../../i18n/words.ts'
import { uiWords } from '../words.ts'
import './north.css'

export function North() {
  const say = useWords(uiWords)
  return (
    <span className="map-north" aria-hidden="true">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M8 1l5 14-5-3.5L3 15z" fill="currentColor" />
      </svg>
      {say('north')}
    </span>
  )
}
