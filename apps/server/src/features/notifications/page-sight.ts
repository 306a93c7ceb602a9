// Who may know that somebody was told something: that person, both sides of the summons, and who oversees the place.
import { type Context, isSystem, maySee, type PageOrder, type PageSubject } from '@muster/domain'
import { isDepartmentAlone } from '../../mechanism/sent-words.ts'

type About = Pick<PageOrder, 'person' | 'organisation' | 'department'>

/** What this actor may not see answers like what does not exist. */
export function seesPage(about: About, subject: PageSubject, context: Context): boolean {
  const { actor } = context
  if (isSystem(actor) || actor.person === about.person) return true
  if ('plan' in subject) return actor.within.includes(about.organisation)
  if (!maySee(subject, context)) return false
  if (!isDepartmentAlone(subject, context)) return true
  const { within } = actor
  return within.some(own => own === about.organisation || own === about.department)
}

/** Those whom it should have reached, and those who called them, may send it again. */
export function mayResend(about: About, subject: PageSubject, { actor }: Context): boolean {
  if (isSystem(actor) || subject.status === 'none') return isSystem(actor)
  const asked = 'plan' in subject ? subject.by.organisation : subject.caller.organisation
  return [about.organisation, asked].some(one => actor.within.includes(one))
}
