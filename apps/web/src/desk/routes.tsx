// Every page of the desk: one line a page, each fetched when it is first opened.
// The server serves the same first words of addresses: apps/server/src/web-pages.ts.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { NotFound } from '../ui/views.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { Shell } from './Shell.tsx'
import { SETTINGS_SECTIONS } from './settings-sections.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: () => <NotFound home="/" /> })

type Page = Parameters<typeof lazyRouteComponent>[0]

function page<P extends string>(path: P, load: Page, name: string) {
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, name),
  })
}

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsFrame,
})

const settingsPages = SETTINGS_SECTIONS.map(({ path, load, page: name }) =>
  createRoute({
    getParentRoute: () => settings,
    path,
    component: lazyRouteComponent(load, name),
  }),
)

export const router = createRouter({
  routeTree: root.addChildren([
    page('/', () => import('../features/board/BoardPage.tsx'), 'BoardPage'),
    page('/board', () => import('../features/board/BoardPage.tsx'), 'BoardPage'),
    page('/blow', () => import('../features/blow/BlowPage.tsx'), 'BlowPage'),
    page('/whistles/$id', () => import('../features/whistle/WhistlePage.tsx'), 'WhistlePage'),
    page('/cases', () => import('../features/cases/CasesPage.tsx'), 'CasesPage'),
    page('/cases/$id', () => import('../features/cases/CasePage.tsx'), 'CasePage'),
    page(
      '/department',
      () => import('../features/department-desk/DepartmentPage.tsx'),
      'DepartmentPage',
    ),
    page('/district', () => import('../features/district/DistrictPage.tsx'), 'DistrictPage'),
    page('/leader', () => import('../features/leader/LeaderPage.tsx'), 'LeaderPage'),
    page('/me', () => import('../features/me/MePage.tsx'), 'MePage'),
    settings.addChildren(settingsPages),
  ]),
  // Addresses as people write them: words, without the router's own spelling of values.
  parseSearch: search => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: values => {
    const query = new URLSearchParams(values as Record<string, string>).toString()
    return query === '' ? '' : `?${query}`
  },
  // Queries keep what was fetched; the router keeps nothing beside them.
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
