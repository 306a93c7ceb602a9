// Where an office holds the power to audit, as the districts whose entries it may read.
import { type AreaCode, type Context, holdsPower } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE } from '../../mechanism/ids.ts'
import { areasAbove } from '../../mechanism/lookups.ts'

function mayAudit(edge: Edge, context: Context, area: AreaCode): boolean {
  const areas = areasAbove(edge, area)
  return holdsPower(context, 'audit', { departments: [], areas }).ok
}

/** Empty where the office audits nothing; what belongs to the city is for who audits all of it. */
export function auditedDistricts(edge: Edge, context: Context): readonly string[] {
  const audited: string[] = []
  for (const { id, level } of edge.registry.directory.areas()) {
    if (level !== 'city' && level !== 'district') continue
    if (!mayAudit(edge, context, id)) continue
    audited.push(id, ...(level === 'city' ? [CITY_WIDE] : []))
  }
  return audited
}
