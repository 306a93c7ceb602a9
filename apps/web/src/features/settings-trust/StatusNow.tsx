// Each part of the installation in one sentence.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { momentOf, spanOf, stampOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { Status } from './use-trust.ts'
import { trustWords } from './words.ts'

/** Pages of the administration are no addresses that the router knows one by one. */
const CHANNELS: string = '/settings/channels'

interface Sentence {
  readonly fare: Fare
  readonly text: string
}

interface NowProps {
  readonly status: Status
}

function useClock({ clock }: Status): Sentence {
  const say = useWords(trustWords)
  const tag = useLanguage()
  if (clock.trusted) return { fare: 'good', text: say('clockGood') }
  return { fare: 'wrong', text: say('clockBad', { apart: spanOf(tag, clock.apartMs ?? 0) }) }
}

function useLateness({ lateness: { overdue, oldestMs } }: Status): Sentence {
  const say = useWords(trustWords)
  const tag = useLanguage()
  if (overdue === 0) return { fare: 'good', text: say('lateNone') }
  const oldest = spanOf(tag, oldestMs)
  return { fare: 'wrong', text: say('lateSome', { count: overdue, oldest }) }
}

function useJobs({ jobs }: Status): Sentence {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const waiting = (wanted: string) =>
    jobs.filter(one => one.priority === wanted).reduce((sum, one) => sum + one.waiting, 0)
  const urgent = waiting('urgent')
  const calm = waiting('calm')
  if (urgent + calm === 0) return { fare: 'good', text: say('jobsNone') }
  const oldest = spanOf(tag, Math.max(...jobs.map(one => one.oldestMs)))
  return { fare: 'under_way', text: say('jobsSome', { urgent, calm, oldest }) }
}

function useHeartbeat({ heartbeat: { configured, at, ok } }: Status): Sentence {
  const say = useWords(trustWords)
  const tag = useLanguage()
  if (!configured) return { fare: 'idle', text: say('heartbeatOff') }
  if (at === undefined) return { fare: 'begun', text: say('heartbeatNone') }
  const when = { at: momentOf(tag, at) }
  if (ok === true) return { fare: 'good', text: say('heartbeatOk', when) }
  return { fare: 'wrong', text: say('heartbeatBad', when) }
}

function useChannels({ channels }: Status): Sentence {
  const say = useWords(trustWords)
  const { channel } = useCoded()
  const failing = channels.filter(({ state }) => state === 'failing')
  if (failing.length === 0) return { fare: 'good', text: say('channelsGood') }
  const which = failing.map(one => channel(one.channel)).join(' · ')
  return { fare: 'wrong', text: say('channelsBad', { which }) }
}

function Part({ name, is }: { readonly name: ReactNode; readonly is: Sentence }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <FareMark fare={is.fare} word={is.text} />
      </dd>
    </>
  )
}

export function StatusNow({ status }: NowProps) {
  const say = useWords(trustWords)
  const tag = useLanguage()
  const span = (from: string, to: string) => spanOf(tag, Date.parse(to) - Date.parse(from))
  const clock = useClock(status)
  const lateness = useLateness(status)
  const jobs = useJobs(status)
  const heartbeat = useHeartbeat(status)
  const channels = useChannels(status)
  return (
    <section className="trust-part" aria-labelledby="trust-now">
      <h2 id="trust-now">{say('now')}</h2>
      <dl className="trust-now">
        <Part name={say('clock')} is={clock} />
        <Part name={say('lateness')} is={lateness} />
        <Part name={say('jobs')} is={jobs} />
        <Part name={<Link to={CHANNELS}>{say('channels')}</Link>} is={channels} />
        <Part name={say('heartbeat')} is={heartbeat} />
        <dt>{say('outages')}</dt>
        <dd>
          {status.outages.length === 0 && say('outagesNone')}
          {status.outages.map(({ from, to }) => (
            <div key={from}>
              {say('outage', {
                from: stampOf(tag, from),
                to: stampOf(tag, to),
                span: span(from, to),
              })}
            </div>
          ))}
        </dd>
      </dl>
    </section>
  )
}
