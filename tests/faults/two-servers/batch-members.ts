// One command that the database refuses to store and one that another server outran: they fail alone.

import { type City, runSql } from '../harness/city.ts'
import type { ServerProcess } from '../harness/server-process.ts'
import { type Answered, ask, mustAsk, openCase } from './requests.ts'

const others = 40

export async function failAlone(
  [one, other]: readonly [ServerProcess, ServerProcess],
  { place, tokens }: City,
): Promise<string> {
  const token = tokens['commander'] ?? ''
  const url = place.databaseUrl ?? ''
  const [poisoned, outrun, ...healthy] = await Promise.all(
    Array.from({ length: others + 2 }, (_, n) => openCase(n % 2 ? one : other, token, `case ${n}`)),
  )
  if (poisoned === undefined || outrun === undefined) throw new Error('no cases')
  const handle = (server: ServerProcess, id: string, ifMatch?: string): Promise<Answered> =>
    ask(server, {
      token,
      path: `/api/cases/${id}/self-handling`,
      body: { text: `tried for ${id}` },
      ...(ifMatch === undefined ? {} : { ifMatch }),
    })
  await poison(url, poisoned)
  const { version = 0 } = await mustAsk(one, { token, path: `/api/cases/${outrun}` })
  // The first server has it in memory at the version that it is about to lose.
  await mustAsk(other, {
    token,
    path: `/api/cases/${outrun}/self-handling`,
    body: { text: 'the other was quicker' },
  })
  const [bad, late, ...good] = await Promise.all([
    handle(one, poisoned),
    handle(one, outrun, `"v${version}"`),
    ...healthy.flatMap(id => [handle(one, id), handle(other, id)]),
  ])
  await runSql(url, 'drop trigger poison on events')
  const failed = good.filter(({ status }) => status !== 200)
  if (failed.length > 0) throw new Error(`failed with the others: ${JSON.stringify(failed[0])}`)
  if ((bad?.status ?? 0) < 500) throw new Error(`the poisoned one: ${JSON.stringify(bad)}`)
  if (late?.status !== 412) throw new Error(`the one outrun: ${JSON.stringify(late)}`)
  return `beside ${good.length} commands on both that succeeded, two on each of ${healthy.length} cases, one that cannot be stored (${bad?.status}) and one outrun by the other server (${late.status} ${late.json.code}) failed alone`
}

/** The database itself refuses this case's events, as it would refuse what breaks a constraint. */
async function poison(url: string, id: string): Promise<void> {
  await runSql(
    url,
    `create or replace function refuse_poison() returns trigger language plpgsql as
     $$ begin raise check_violation using message = 'poisoned'; end $$`,
  )
  await runSql(
    url,
    `create trigger poison before insert on events for each row
     when (new.stream_id = '${id}') execute function refuse_poison()`,
  )
}
