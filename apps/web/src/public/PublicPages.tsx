// Which page of the public entry is shown; reporting comes with the first load, the others when somebody goes there.
import { lazy, Suspense, useEffect } from 'react'
import { ReportPage } from '../features/report/ReportPage.tsx'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Frame, WAYS } from '../public-ui/Frame.tsx'
import { usePath } from '../public-ui/path.ts'
import { frameWords } from '../public-ui/words.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Failed, Loading, NotFound } from '../ui/views.tsx'
import { PublicHome } from './PublicHome.tsx'

const FollowPage = lazy(async () => ({
  default: (await import('../features/follow/FollowPage.tsx')).FollowPage,
}))
const OpenMapPage = lazy(async () => ({
  default: (await import('../features/open-map/OpenMapPage.tsx')).OpenMapPage,
}))
const FiguresPage = lazy(async () => ({
  default: (await import('../features/open-figures/FiguresPage.tsx')).FiguresPage,
}))

const PAGES = {
  '/public': PublicHome,
  '/public/report': ReportPage,
  '/public/follow': FollowPage,
  '/public/map': OpenMapPage,
  '/public/figures': FiguresPage,
} as const

function useTitle(path: string): void {
  const say = useWords(frameWords)
  const tag = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: said anew in another language
  useEffect(() => {
    const way = WAYS.find(([to]) => to === path)
    document.title = way === undefined ? say('name') : `${say(way[1])} · ${say('name')}`
  }, [path, tag])
}

const reload = () => location.reload()

export function PublicPages() {
  const path = usePath()
  useTitle(path)
  const Page = PAGES[path as keyof typeof PAGES]
  return (
    <Frame>
      {Page === undefined ? (
        <NotFound home="/public" />
      ) : (
        <Boundary
          key={path}
          fallback={<Failed error={new Error('the page did not come')} onRetry={reload} />}
        >
          <Suspense fallback={<Loading />}>
            <Page />
          </Suspense>
        </Boundary>
      )}
    </Frame>
  )
}
