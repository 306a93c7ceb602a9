// Who may know that somebody was told something: that person, both sides of the summons, and who oversees the place.
import { type Context, isSystem, maySee, type PageOrder, type WhistleState } from '@muster/domain'
import { isDepartmentAlone } from '../../mechanism/sent-words.ts'

type About = Pick<PageOrder, 'person' | 'organisation' | 'department'>

/** What this actor may not see answers like what does not exist. */
export function seesPage(about: About, whistle: WhistleState, context: Context): boolean {
  const { actor } = context
  if (isSystem(actor) || actor.person === about.person) return true
  if (!maySee(whistle, context)) return false
  if (!isDepartmentAlone(whistle, context)) return true
  const { within } = actor
  return within.some(own => own === about.organisation || own === about.department)
}

/** Those whom it should have reached, and those who called them, may send it again. */
export function mayResend(about: About, whistle: WhistleState, { actor }: Context): boolean {
  if (isSystem(actor) || whistle.status === 'none') return isSystem(actor)
  return [about.organisation, whistle.caller.organisation].some(one => actor.within.includes(one))
}
