// The first page: what anybody can do here.
import { hasDraft } from '../features/report/use-draft.ts'
import { useWords } from '../i18n/words.ts'
import { Go } from '../public-ui/Go.tsx'
import './home.css'
import { publicWords } from './words.ts'

const OTHERS = [
  ['/public/follow', 'follow', 'followLead'],
  ['/public/map', 'map', 'mapLead'],
  ['/public/figures', 'figures', 'figuresLead'],
] as const

export function PublicHome() {
  const say = useWords(publicWords)
  return (
    <div className="narrow">
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <Go to="/public/report" className="button primary home-report">
        {say(hasDraft() ? 'goOn' : 'report')}
      </Go>
      <ul className="home-others">
        {OTHERS.map(([to, name, lead]) => (
          <li key={to}>
            <Go to={to}>
              <strong>{say(name)}</strong>
              <span>{say(lead)}</span>
            </Go>
          </li>
        ))}
      </ul>
      <p className="quiet">{say('danger')}</p>
    </div>
  )
}
