// Messages handed to channels, counted for whoever watches the service.
import { Counter } from 'prom-client'
import type { Sent } from '../../platform/channels/channel.ts'
import type { Metrics } from '../../platform/metrics/metrics.ts'

export function countMessages({ registry }: Metrics) {
  const sent = new Counter({
    name: 'muster_messages_total',
    help: 'Messages handed to a channel, by channel and outcome; drills and canaries apart',
    labelNames: ['channel', 'outcome', 'drill'],
    registers: [registry],
  })
  const again = new Counter({
    name: 'muster_messages_in_doubt_total',
    help: 'Messages handed over again because nobody knows whether they had left before a crash',
    labelNames: ['channel'],
    registers: [registry],
  })
  return (channel: string, { ok }: Sent, of: { isAgain: boolean; isDrill: boolean }) => {
    const drill = of.isDrill ? 'yes' : 'no'
    sent.inc({ channel, outcome: ok ? 'accepted' : 'failed', drill })
    if (of.isAgain) again.inc({ channel })
  }
}
