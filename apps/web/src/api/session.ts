// Who is logged in at this page, and the way in when nobody is.
import { actInSession, api, get, type Schemas } from './client.ts'
import { Problem } from './problem.ts'

export type Session = Schemas['Session']
export type DemoPerson = Schemas['DemoPersonEntry']

/** Undefined when nobody is logged in. */
export async function findSession(): Promise<Session | undefined> {
  try {
    const session = await get(api.GET('/api/session'))
    actInSession(session.id)
    if (session.needsSecondFactor) return await goToSecondFactor()
    return session
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return undefined
    throw error
  }
}

/** As the address of a page that leads back here. */
function fromHere(page: string): string {
  const here = `${location.pathname}${location.search}${location.hash}`
  return `${page}?return=${encodeURIComponent(here)}`
}

/** Leads to the log-in page, and back here afterwards. */
export function goToLogIn(): void {
  location.assign(fromHere('/log-in'))
}

/** Nothing is open before the second factor that an office asks for: this page goes, and what would follow never does. */
function goToSecondFactor(): Promise<never> {
  location.replace(fromHere('/account'))
  return new Promise(() => undefined)
}

export async function logOut(): Promise<void> {
  await get(api.DELETE('/api/session'))
  actInSession(undefined)
}

/** Acts from now on in another of the person's offices. */
export async function chooseOffice(office: string): Promise<Session> {
  const session = await get(api.POST('/api/session/office', { body: { office } }))
  actInSession(session.id)
  return session
}

/** Of the demo: the invented people to choose from. */
export async function listDemoPeople(): Promise<readonly DemoPerson[]> {
  const { items } = await get(api.GET('/api/public/demo/people'))
  return items
}

/** Of the demo: logs in as an invented person, without a password. */
export async function enterAs(person: string): Promise<Session> {
  const session = await get(api.POST('/api/public/demo/log-in', { body: { person } }))
  actInSession(session.id)
  return session
}
