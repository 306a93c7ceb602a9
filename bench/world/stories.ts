// The recorded stories: Jinhaihu's 16 departments in an emergency, and Wangfujing's nine that wait for each other over days.
import { type Rules, toInstant } from '@muster/domain'
import { jinhaihuCast, wangfujingCast } from '../../apps/server/src/features/demo-city/casts.ts'
import type { DemoCity } from '../../apps/server/src/features/demo-city/city-types.ts'
import { type Given, Play } from './play.ts'
import { type Member, sealedText, type Troupe, troupeOf } from './troupe.ts'

const DAY = 86_400_000

/** Every command of the story with what was known when it was given. */
export type Story = readonly Given[]

export function jinhaihu(city: DemoCity, rules: Rules): Story {
  const cast = jinhaihuCast(city)
  const troupe = troupeOf(city, cast)
  const play = new Play(troupe, rules, Date.parse(cast.startsAt))
  const id = `w-${troupe.district}-jinhaihu`
  play.draft(id, `c-${troupe.district}-jinhaihu`)
  play.command({ type: 'SubmitWhistle' })
  for (const member of troupe.members) play.work(member, 'seize')
  vetoOne(play, troupe)
  play.release()
  play.end(true)
  return play.given
}

/** One department's "done" is not accepted; it comes back for a second round. */
function vetoOne(play: Play, { members }: Troupe): void {
  const member = members.at(-1)
  if (member === undefined) return
  const { department } = member.ask
  play.command({ type: 'VetoDone', departments: [department], reason: sealedText('veto', 80) })
  play.measure(department, member.officer, { measureType: 'stop', legalItem: member.legalItem })
  play.claimDone(department, member.officer)
}

export function wangfujing(city: DemoCity, rules: Rules): Story {
  const cast = wangfujingCast(city)
  const troupe = troupeOf(city, cast)
  const play = new Play(troupe, rules, Date.parse(cast.startsAt))
  const id = `w-${troupe.district}-wangfujing`
  play.draft(id, `c-${troupe.district}-wangfujing`)
  play.command({ type: 'SubmitWhistle' })
  play.command({ type: 'ApproveWhistle' })
  for (const { ask, duty } of troupe.members)
    play.do(duty, { type: 'SignSummons', department: ask.department })
  for (const { ask, duty } of troupe.members)
    play.do(duty, {
      type: 'MakeContact',
      department: ask.department,
      spokeTo: sealedText(id, 40),
    })
  gather(play, troupe)
  play.command({
    type: 'EndSession',
    nextAt: toInstant(play.now + DAY),
    nextPlace: sealedText(id, 40),
  })
  play.now = toInstant(play.now + DAY)
  gather(play, troupe)
  for (const member of inOrder(troupe.members)) finish(play, member, troupe)
  play.release()
  play.end(false)
  return play.given
}

function gather(play: Play, { members }: Troupe): void {
  for (const { ask, officer } of members) {
    play.do(officer, { type: 'SetOut', department: ask.department })
    play.arrive(ask.department, officer)
  }
}

/** Whoever is waited for comes first. */
function inOrder(members: readonly Member[]): readonly Member[] {
  const done: Member[] = []
  const isDone = (department: string) => done.some(({ ask }) => ask.department === department)
  while (done.length < members.length) {
    const next = members.find(
      ({ ask }) =>
        !isDone(ask.department) && (ask.after === undefined || isDone(ask.after.department)),
    )
    if (next === undefined) throw new Error('the asks wait in a circle')
    done.push(next)
  }
  return done
}

/** The measure that others wait for, where there is one. */
function finish(play: Play, { ask, officer, legalItem }: Member, { members }: Troupe): void {
  const { department } = ask
  const awaited = members.find(member => member.ask.after?.department === department)
  const measureType = awaited?.ask.after?.measure ?? 'order_to_correct'
  play.measure(department, officer, { measureType, legalItem })
  play.claimDone(department, officer)
}
