// Every feature of the server, in the order in which they start.
import { type Calendar, HOUR, MINUTE } from '@muster/domain'
import type { Config } from './config.ts'
import { answersFeature } from './features/answers/feature.ts'
import { auditFeature } from './features/audit/feature.ts'
import { chineseCalendar } from './features/calendar/holiday-data.ts'
import { caseRoutes } from './features/cases/case-routes.ts'
import { commandPostRoutes } from './features/command-posts/command-post-routes.ts'
import { contactsFeature } from './features/contacts/feature.ts'
import { demoCityFeature } from './features/demo-city/feature.ts'
import { directoryRoutes } from './features/directory/directory-routes.ts'
import { draftsFeature } from './features/drafts/feature.ts'
import { drillsFeature } from './features/drills/feature.ts'
import { figureRoutes } from './features/figures/figure-routes.ts'
import { filesFeature } from './features/files/feature.ts'
import { gradingRoutes } from './features/gradings/grading-routes.ts'
import { type FindChannel, notificationsFeature } from './features/notifications/feature.ts'
import { openDataFeature } from './features/open-data/feature.ts'
import { placeRoutes } from './features/places/place-routes.ts'
import { positionRoutes } from './features/positions/position-routes.ts'
import { registriesFeature } from './features/registries/feature.ts'
import { reportersFeature } from './features/reporters/feature.ts'
import { retentionFeature } from './features/retention/feature.ts'
import { rostersFeature } from './features/rosters/feature.ts'
import { supervisionRoutes } from './features/supervisions/supervision-routes.ts'
import { trustFeature } from './features/trust/feature.ts'
import { whistlesFeature } from './features/whistles/feature.ts'
import type { Edge } from './mechanism/edge.ts'
import { createMechanism, routesFeature } from './mechanism/feature.ts'
import type { Feature, Platform } from './platform/feature.ts'

const HALF_PAST = 30

function minuteOfDay(hour: number, minute = 0): number {
  return (hour * HOUR) / MINUTE + minute
}

/** Office hours are our own default; a notice replaces them. */
function baseCalendar(timeZone: string): Calendar {
  const { version, days } = chineseCalendar()
  return {
    version,
    timeZone,
    days,
    officeHours: [
      [minuteOfDay(9), minuteOfDay(12)],
      [minuteOfDay(13, HALF_PAST), minuteOfDay(17, HALF_PAST)],
    ],
  }
}

export interface Features {
  readonly all: readonly Feature[]
  /** For the operator's commands: the same mechanism that the features run on. */
  edgeOf(platform: Platform): Edge
}

export function createFeatures(config: Config): readonly Feature[] {
  return assemble(config).all
}

/** The ways to reach people that are set up here. */
const channels: FindChannel = platform => code => platform.channels.find(code)

export function assemble({
  timeZone,
  isDemo,
  longestDelegationMs,
  open,
  trust,
  chromium,
}: Config): Features {
  const mechanism = createMechanism(baseCalendar(timeZone))
  const all = [
    mechanism.feature,
    whistlesFeature(mechanism, { chromium }),
    routesFeature('cases', mechanism, caseRoutes),
    reportersFeature(mechanism, open),
    openDataFeature(mechanism, open),
    routesFeature('figures', mechanism, figureRoutes),
    routesFeature('gradings', mechanism, gradingRoutes),
    routesFeature('supervisions', mechanism, supervisionRoutes),
    routesFeature('command-posts', mechanism, commandPostRoutes),
    routesFeature('directory', mechanism, directoryRoutes),
    rostersFeature(mechanism, channels),
    contactsFeature(mechanism, channels),
    registriesFeature(mechanism, { longestDelegationMs }),
    auditFeature(mechanism),
    retentionFeature(mechanism),
    filesFeature(mechanism),
    draftsFeature(mechanism),
    routesFeature('places', mechanism, placeRoutes),
    routesFeature('positions', mechanism, positionRoutes),
    notificationsFeature(mechanism, channels),
    answersFeature(mechanism),
    trustFeature(mechanism, trust),
    drillsFeature(mechanism),
    ...(isDemo ? [demoCityFeature(mechanism)] : []),
  ]
  return { all, edgeOf: mechanism.edge }
}
