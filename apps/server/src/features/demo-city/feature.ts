// The demo city: loaded at the first start, with a clock to move and printed ways in.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature, Platform } from '../../platform/feature.ts'
import type { DemoCity } from './city-types.ts'
import { demoPassword, giveAccounts } from './demo-accounts.ts'
import { demoAdministrator, demoTokenFor, holdsStill } from './demo-people.ts'
import { doorRoutes } from './door-routes.ts'
import { loadDemoCity } from './load.ts'
import { type RolePerson, rolePeopleOf } from './role-people.ts'
import { demoRoutes } from './routes.ts'

const TRY = [
  '可以试试 · what to try',
  '  npm run story jinhaihu        看一遍金海湖的故事 · watch the story of Jinhaihu',
  '  npm run story wangfujing      王府井 · nine bodies, one corner',
  '  npm run story rainstorm       暴雨 · every street blows at once',
]

export function demoCityFeature({ edge }: MechanismFeature): Feature {
  let city: DemoCity | undefined
  let secret: Uint8Array | undefined
  const peopleOf = (platform: Platform): RolePerson[] =>
    city === undefined ? [] : rolePeopleOf(city).filter(who => holdsStill(edge(platform), who))
  return {
    name: 'demo-city',
    start: async platform => {
      secret = await platform.loadSecret('demo-tokens')
      city = await loadDemoCity(edge(platform))
      await giveAccounts(platform, city, secret)
      return undefined
    },
    routes: (app, platform) => {
      demoRoutes(app, edge(platform), () => secret ?? new Uint8Array())
      doorRoutes(app, edge(platform), () => peopleOf(platform))
    },
    intro: async (platform, url) => {
      if (!city || !secret) return []
      const lines = ['可以登录的人（均为虚构） · who can log in (all invented)']
      const entries: (readonly [string, string])[] = [
        ['administrator 管理员', await demoAdministrator(edge(platform), secret)],
      ]
      const people = peopleOf(platform)
      for (const who of people)
        entries.push([
          `${who.role} ${who.title.zh}`,
          await demoTokenFor(edge(platform), secret, who),
        ])
      for (const [title, token] of entries) lines.push(`  ${title.padEnd(28)} ${token}`)
      const sample = entries[1]?.[1] ?? ''
      return [
        ...lines,
        '',
        `网页：选一个人进去 · in a browser, choose somebody: ${url}`,
        `或用密码登录 · or log in by password at ${url}/log-in`,
        `  密码 password  ${demoPassword(secret)}`,
        '  登录名 names   administrator',
        ...people.map(
          ({ person, title }) => `                 ${person.toLowerCase().padEnd(26)} ${title.zh}`,
        ),
        '',
        ...TRY,
        `  curl -H 'authorization: Bearer ${sample}' ${url}/api/whistles`,
      ]
    },
  }
}
