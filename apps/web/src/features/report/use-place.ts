// What is known of the place: whose ground it is, and what others reported there.
import { api, get, type Schemas } from '../../api/client.ts'
import { useName } from '../../i18n/words.ts'
import { useFetched } from '../../public-ui/use-fetched.ts'
import type { ReportDraft } from './report-draft.ts'

type Nearby = Schemas['NearbyReports']

const DIGITS = 4

export function usePlace({ point, datum = 'wgs84' }: ReportDraft) {
  const nameOf = useName()
  const key = point === undefined ? undefined : `${point.join()} ${datum}`
  const { data } = useFetched(key, async () => {
    const query = { point: (point ?? []).join(), datum }
    // The client takes pairs for lists; the document knows better.
    return (await get(api.GET('/api/public/nearby', { params: { query } }))) as Nearby
  })
  const known = point === undefined ? undefined : data
  const names = [known?.districtName, known?.areaName].flatMap(name => (name ? [nameOf(name)] : []))
  const digits = (point ?? []).map(value => value.toFixed(DIGITS)).join(', ')
  return {
    items: known?.items ?? [],
    /** Nobody's ground: a report from there would be refused. */
    isOutside: known !== undefined && known.organisationName === undefined,
    taker: known?.organisationName,
    name: names.length > 0 ? names.join(' · ') : digits,
  }
}

export type Place = ReturnType<typeof usePlace>
