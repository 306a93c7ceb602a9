// Offices of each kind of organisation, and how many people hold them.
import type {
  Bilingual,
  DemoOffice,
  DemoOrganisation,
  OfficeRank,
  OrganisationKind,
} from './city-types.ts'

interface OfficeEntry {
  readonly role: string
  readonly rank: OfficeRank
  readonly name: Bilingual
  readonly holders: number
}

const ofBody: readonly OfficeEntry[] = [
  office('head', 'head', '局长', 'Head', 1),
  office('deputy', 'deputy', '副局长', 'Deputy head', 1),
  office('duty', 'duty', '值班长', 'Duty officer', 2),
  office('officer', 'officer', '队员', 'Field officer', 4),
]

const ofUtility: readonly OfficeEntry[] = [
  office('head', 'head', '总经理', 'General manager', 1),
  office('deputy', 'deputy', '副总经理', 'Deputy manager', 1),
  office('duty', 'duty', '调度长', 'Dispatcher', 4),
  office('officer', 'officer', '抢修队员', 'Crew member', 14),
]

const ofCaller: readonly OfficeEntry[] = [
  office('secretary', 'head', '书记', 'Party secretary', 1),
  office('director', 'head', '主任', 'Director', 1),
  office('deputy', 'deputy', '副主任', 'Deputy director', 1),
  office('duty', 'duty', '值班长', 'Duty officer', 2),
  office('clerk', 'officer', '科员', 'Clerk', 1),
  office('lane-chief', 'officer', '街巷长', 'Street chief', 1),
]

const ofKind: Readonly<Record<OrganisationKind, readonly OfficeEntry[]>> = {
  subdistrict: ofCaller,
  'area-committee': ofCaller,
  bureau: ofBody,
  utility: ofUtility,
  coordination: [
    office('head', 'head', '专班主任', 'Head of coordination', 1),
    office('leader', 'deputy', '分管领导', 'Leader in charge', 1),
    office('duty', 'duty', '值班长', 'Duty officer', 2),
    office('auditor', 'officer', '监督员', 'Auditor', 1),
  ],
  station: [
    office('head', 'head', '负责人', 'Head', 1),
    office('officer', 'officer', '队员', 'Field officer', 1),
  ],
  community: [
    office('secretary', 'head', '社区书记', 'Community secretary', 1),
    office('clerk', 'officer', '社区工作者', 'Community worker', 1),
  ],
}

export interface StaffedOffice {
  readonly office: DemoOffice
  readonly holders: number
}

export function staffedOfficesOf({ id, kind, name }: DemoOrganisation): StaffedOffice[] {
  return ofKind[kind].map(({ role, rank, name: title, holders }) => ({
    holders,
    office: {
      id: `${id}.${role}`,
      organisation: id,
      role,
      rank,
      name: { zh: `${name.zh}${title.zh}`, en: `${title.en}, ${name.en}` },
      title,
      invented: true,
    },
  }))
}

function office(
  role: string,
  rank: OfficeRank,
  zh: string,
  en: string,
  holders: number,
): OfficeEntry {
  return { role, rank, name: { zh, en }, holders }
}
