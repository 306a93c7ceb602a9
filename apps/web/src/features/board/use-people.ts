// Who is on the way to the opened whistle, for those who may know. Asking is recorded, so only an opened row asks.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, get } from '../../api/client.ts'
import type { MapMark } from '../../desk-ui/map/TerritoryMap.tsx'
import type { Row } from './rows.ts'

export function usePeople(row: Row | undefined): readonly MapMark[] {
  const id = row?.id ?? ''
  const { data } = useQuery({
    // A row that changed is another object: whoever set out since is asked for.
    queryKey: ['whistle', id, 'positions', row?.summonses.map(({ state }) => state).join()],
    enabled: row !== undefined,
    retry: false,
    queryFn: ({ signal }) =>
      get(api.GET('/api/whistles/{id}/positions', { params: { path: { id } }, signal })),
  })
  return useMemo(() => {
    const states = new Map(row?.summonses.map(one => [one.department, one.state]))
    return (data?.items ?? []).flatMap(({ person, department, point }): MapMark[] => {
      const [longitude, latitude] = point.coordinates
      if (longitude === undefined || latitude === undefined) return []
      const state = states.get(department) ?? 'en_route'
      return [{ id: person, at: [longitude, latitude], state }]
    })
  }, [data, row])
}
