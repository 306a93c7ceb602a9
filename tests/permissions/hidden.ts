// What each role must never read: ids and planted words of the matters that it may not see.
import { matterOf, REACHES, ROLES, type Role } from './roles.ts'
import { TABLE } from './table.ts'
import { MATTERS, type World } from './world.ts'

export function hiddenFrom(role: Role, { matters }: World): readonly string[] {
  const cell = TABLE['getWhistle']?.split(' ')[ROLES.indexOf(role)] ?? '----'
  const seen = REACHES.filter((_, at) => cell[at] === 'y').map(reach => matterOf(role, reach))
  // The post's place lies in the town, the neighbour's in the committee's area: who oversees one
  // place sees the other.
  if (seen.includes('town')) seen.push('post')
  if (seen.includes('post')) seen.push('town')
  if (seen.includes('dongcheng')) seen.push('wangfujing')
  return MATTERS.filter(name => !seen.includes(name)).flatMap(name => {
    const { planted, whistle, caseId, ended } = matters[name]
    return [planted, whistle, caseId, ended]
  })
}
