// Who may do what over whom, and where: each sub-district over the departments of its district and
// the city's utilities, on its own ground; coordination over all of its district.
import type {
  Bilingual,
  DemoDepartments,
  DemoGrant,
  DemoOrganisation,
  DemoPower,
} from './city-types.ts'
import { cityCode } from './organisations.ts'

interface OfficePowers {
  readonly role: string
  readonly powers: readonly DemoPower[]
}

// The secretary and the director lead and accept; the duty officer may only call.
const callerPowers: readonly OfficePowers[] = [
  {
    role: 'secretary',
    powers: ['lead', 'summon', 'approve', 'command', 'veto', 'grade', 'assess'],
  },
  { role: 'director', powers: ['lead', 'summon', 'approve', 'command', 'veto', 'grade', 'assess'] },
  { role: 'deputy', powers: ['summon', 'approve', 'command', 'veto', 'grade'] },
  { role: 'duty', powers: ['summon', 'command'] },
]

const coordinationPowers: readonly OfficePowers[] = [
  { role: 'head', powers: ['rule', 'supervise', 'assess', 'audit', 'command', 'summon'] },
  { role: 'leader', powers: ['rule', 'supervise', 'assess', 'audit', 'command'] },
  { role: 'duty', powers: ['supervise', 'command'] },
  { role: 'auditor', powers: ['audit'] },
]

// A lead department may call others: the second of Pinggu's three ways of working together.
const departmentPowers: readonly OfficePowers[] = [
  { role: 'head', powers: ['lead', 'summon', 'approve', 'command', 'veto', 'grade'] },
  { role: 'duty', powers: ['summon', 'command'] },
]
const callingDepartments = ['enforcement', 'emergency']

// A community calls and says whether it is satisfied; its sub-district commands.
const communityPowers: readonly OfficePowers[] = [{ role: 'secretary', powers: ['summon', 'lead'] }]

const instruments = {
  caller: instrument('街乡召集权授权书', 'Instrument of summoning powers'),
  coordination: instrument('专班授权书', 'Instrument of coordination'),
  department: instrument('部门协同授权书', 'Instrument of joint work'),
  community: instrument('社区吹哨授权书', 'Instrument for communities'),
} as const

const inForceSince = '2017-01-01'

export function grantsOf(organisations: readonly DemoOrganisation[]): DemoGrant[] {
  return organisations.flatMap(organisation => {
    switch (organisation.kind) {
      case 'subdistrict':
      case 'area-committee':
        return grantsTo(organisation, callerPowers, instruments.caller)
      case 'coordination':
        return grantsTo(organisation, coordinationPowers, instruments.coordination)
      case 'community':
        return grantsTo(organisation, communityPowers, instruments.community)
      default:
        return mayCall(organisation)
          ? grantsTo(organisation, departmentPowers, instruments.department)
          : []
    }
  })
}

function mayCall({ id, district, level }: DemoOrganisation): boolean {
  return level === 'district' && callingDepartments.some(slug => id === `${district}-${slug}`)
}

function grantsTo(
  { id, territory }: DemoOrganisation,
  offices: readonly OfficePowers[],
  citing: Bilingual,
): DemoGrant[] {
  return offices.flatMap(({ role, powers }) =>
    powers.map(power => ({
      id: `g-${id}.${role}.${power}`,
      power,
      office: `${id}.${role}`,
      departments: 'all-of-district' as const,
      territory,
      from: inForceSince,
      instrument: citing,
      invented: true as const,
    })),
  )
}

/** The ids that a grant's `departments` stands for, given the district its territory lies in. */
export function departmentIdsOf(
  departments: DemoDepartments,
  district: string,
  organisations: readonly DemoOrganisation[],
): string[] {
  if (departments !== 'all-of-district') return [...departments]
  return organisations
    .filter(({ kind }) => kind === 'bureau' || kind === 'utility' || kind === 'station')
    .filter(one => district === cityCode || [district, cityCode].includes(one.district))
    .map(({ id }) => id)
}

function instrument(zh: string, en: string): Bilingual {
  return { zh: `${zh}（虚构示例）`, en: `${en} (invented example)` }
}
