// /api/rosters: what an office writes into its roster, rotation by rotation.
import { rosterBodies, shapes } from '@muster/contract'
import {
  type OrganisationId,
  type OverrideId,
  type PersonId,
  type RosterCommand,
  type RotationId,
  type ShiftId,
  toId,
} from '@muster/domain'
import { z } from 'zod'
import { type ActRoute, type Edge, registerAct } from '../../mechanism/edge.ts'
import { maySeeDuty } from '../../mechanism/keeping.ts'
import { memberOf, officeOf } from '../../mechanism/lookups.ts'
import { rosterIdOf } from '../../mechanism/rosters.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { monthOf } from '../../platform/vault/month.ts'
import { actOnRoster } from './act-on-roster.ts'
import { seenRoster } from './sight.ts'

export const TAG = 'rosters'
export const ROSTER_PATH = z.strictObject({ id: rosterBodies.rosterId })

type AnyRoute<P extends z.ZodType, B extends z.ZodType> = Pick<
  ActRoute<P, B>,
  'url' | 'operationId' | 'summary' | 'description' | 'params' | 'body' | 'refusals'
> & {
  readonly command: (asked: {
    readonly params: z.output<P>
    readonly body: z.output<B>
    readonly organisation: OrganisationId
  }) => RosterCommand
}

/** An act on a roster that the actor may see; whether it is theirs to change is decided with it. */
export function rosterAct<P extends z.ZodType<{ id: string }>, B extends z.ZodType>(
  app: HttpApp,
  edge: Edge,
  { command, refusals, ...route }: AnyRoute<P, B>,
): void {
  registerAct(app, edge, {
    ...route,
    tag: TAG,
    scope: 'attend',
    refusals: ['unknown_roster', 'not_your_organisation', ...refusals],
    submit: ({ params, body, act, request }) => {
      const { id, organisation } = seenRoster(edge, edge.actor(request), params.id)
      return actOnRoster(edge, id, command({ params, body, organisation }), act)
    },
  })
}

function openRoster(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/rosters',
    operationId: 'openRoster',
    tag: TAG,
    summary: '建立值班表 · An office begins to keep a roster',
    scope: 'attend',
    params: z.strictObject({}),
    body: rosterBodies.openRoster,
    refusals: ['unknown_office', 'not_your_organisation', 'rank_may_not_roster', 'roster_exists'],
    created: true,
    submit: ({ body: { office: named, needs }, act, request }) => {
      const { directory } = edge.registry
      const office = directory.findOffice(officeOf(edge, named, 'office'))
      if (office === undefined) throw new ProblemError({ code: 'unknown_office', field: 'office' })
      const { organisation } = office
      if (!maySeeDuty(edge, edge.actor(request), organisation))
        throw new ProblemError({ code: 'not_your_organisation' })
      const id = rosterIdOf(office.id, directory)
      const command = { type: 'OpenRoster', id, organisation, office: office.id, needs } as const
      return actOnRoster(edge, id, command, act)
    },
  })
}

function needs(app: HttpApp, edge: Edge): void {
  rosterAct(app, edge, {
    url: '/api/rosters/:id/needs',
    operationId: 'setRosterNeeds',
    summary: '设定各层人数 · How many people each layer needs',
    params: ROSTER_PATH,
    body: rosterBodies.setNeeds,
    refusals: ['rank_may_not_roster'],
    command: ({ body }) => ({ type: 'SetRosterNeeds', needs: body.needs }),
  })
}

function rotations(app: HttpApp, edge: Edge): void {
  rosterAct(app, edge, {
    url: '/api/rosters/:id/rotations',
    operationId: 'setRotation',
    summary: '设定轮班 · A rotation, or a change of one',
    params: ROSTER_PATH,
    body: rosterBodies.rotation,
    refusals: [
      'rank_may_not_roster',
      'unknown_person',
      'rotation_without_people',
      'turn_not_positive',
      'period_reversed',
    ],
    command: ({ body: { id, people, endsBefore, hours, ...rest }, organisation }) => ({
      type: 'SetRotation',
      rotation: {
        ...rest,
        id: toId<RotationId>(id),
        people: people.map((one, n) => memberOf(edge, one, organisation, `people.${n}`)),
        ...some('endsBefore', endsBefore),
        ...some('hours', hours),
      },
    }),
  })
  rosterAct(app, edge, {
    url: '/api/rosters/:id/rotations/:rotation/remove',
    operationId: 'removeRotation',
    summary: '删除轮班 · A rotation ends',
    params: ROSTER_PATH.extend({ rotation: shapes.id }),
    body: shapes.nothing,
    refusals: ['rank_may_not_roster', 'not_in_the_roster'],
    command: ({ params }) => ({
      type: 'RemoveRotation',
      rotation: toId<RotationId>(params.rotation),
    }),
  })
}

function shifts(app: HttpApp, edge: Edge): void {
  rosterAct(app, edge, {
    url: '/api/rosters/:id/shifts',
    operationId: 'setShifts',
    summary: '排班 · Shifts, each in the place of the one with its id',
    params: ROSTER_PATH,
    body: rosterBodies.setShifts,
    refusals: ['rank_may_not_roster', 'unknown_person', 'period_reversed', 'shift_twice'],
    command: ({ body, organisation }) => ({
      type: 'SetShifts',
      shifts: body.shifts.map(({ id, person, ...rest }, n) => ({
        ...rest,
        id: toId<ShiftId>(id),
        person: memberOf(edge, person, organisation, `shifts.${n}.person`),
      })),
    }),
  })
  rosterAct(app, edge, {
    url: '/api/rosters/:id/shifts/:shift/remove',
    operationId: 'removeShift',
    summary: '删除班次 · A shift is taken out',
    params: ROSTER_PATH.extend({ shift: shapes.id }),
    body: shapes.nothing,
    refusals: ['rank_may_not_roster', 'not_in_the_roster'],
    command: ({ params }) => ({ type: 'RemoveShift', shift: toId<ShiftId>(params.shift) }),
  })
}

function overrides(app: HttpApp, edge: Edge): void {
  rosterAct(app, edge, {
    url: '/api/rosters/:id/overrides',
    operationId: 'setOverride',
    summary: '替班 · For a while somebody else answers',
    params: ROSTER_PATH,
    body: rosterBodies.override,
    refusals: ['rank_may_not_roster', 'unknown_person', 'period_reversed', 'override_by_oneself'],
    command: ({ body: { id, by, instead, reason, ...rest }, organisation }) => ({
      type: 'SetOverride',
      override: {
        ...rest,
        id: toId<OverrideId>(id),
        by: memberOf(edge, by, organisation, 'by'),
        ...some('instead', instead === undefined ? undefined : toId<PersonId>(instead)),
        reason: edge.seal(monthOf('roster', edge.now()), reason),
      },
    }),
  })
  rosterAct(app, edge, {
    url: '/api/rosters/:id/overrides/:override/remove',
    operationId: 'removeOverride',
    summary: '取消替班 · A cover is called off',
    params: ROSTER_PATH.extend({ override: shapes.id }),
    body: shapes.nothing,
    refusals: ['rank_may_not_roster', 'not_in_the_roster'],
    command: ({ params }) => ({
      type: 'RemoveOverride',
      override: toId<OverrideId>(params.override),
    }),
  })
}

export function rosterActs(app: HttpApp, edge: Edge): void {
  openRoster(app, edge)
  needs(app, edge)
  rotations(app, edge)
  shifts(app, edge)
  overrides(app, edge)
}
