import {
  adopt,
  ask,
  at,
  buttonOf,
  byId,
  call,
  onClick,
  onEvent,
  onSubmit,
  openPage,
  rowOf,
  show,
} from './client.js'
import { makePasskey } from './passkeys.js'

const session = await openPage()
const isChinese = document.documentElement.lang.startsWith('zh')
const named = (name, id) => name?.[isChinese ? 'zh' : 'en'] ?? id

/** The first that fits: what a browser calls itself names those it descends from as well. */
const BROWSERS = [
  [/MicroMessenger/, '微信 WeChat'],
  [/DingTalk/, '钉钉 DingTalk'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const SYSTEMS = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

function deviceOf(agent) {
  const known = list => list.find(([pattern]) => pattern.test(agent))?.[1]
  const device = document.createElement('span')
  device.title = agent
  device.textContent =
    [known(BROWSERS), known(SYSTEMS)].filter(Boolean).join(' · ') || agent.slice(0, 60)
  return device
}

const name = named(session.name, session.person)
byId('who').textContent = name === session.loginName ? name : `${name} (${session.loginName})`
show(byId('administration'), session.isAdministrator)

const offices = byId('office')
for (const each of session.offices) {
  const option = new Option(named(each.name, each.office), each.office)
  option.selected = each.office === session.office
  offices.add(option)
}
onEvent(offices, 'change', async () => {
  adopt(await call('POST', '/api/session/office', { office: offices.value }))
})

async function refresh() {
  const { items } = await call('GET', '/api/account/sessions')
  const { end, current } = byId('sessions').dataset
  byId('sessions').replaceChildren(
    ...items.map(each =>
      rowOf([
        at(each.startedAt),
        deviceOf(each.browser ?? ''),
        each.address ?? '',
        each.isCurrent
          ? current
          : buttonOf(end, async () => {
              await call('POST', `/api/account/sessions/${each.id}/end`)
              await refresh()
            }),
      ]),
    ),
  )
  const account = await call('GET', '/api/account')
  show(byId('totp-begin'), !account.hasTotp)
  show(byId('totp-remove'), account.hasTotp)
  const remove = byId('passkeys').dataset.remove
  byId('passkeys').replaceChildren(
    ...account.passkeys.map(each =>
      rowOf([
        each.label,
        at(each.createdAt),
        buttonOf(remove, async () => {
          await call('POST', `/api/account/passkeys/${each.id}/remove`)
          await refresh()
        }),
      ]),
    ),
  )
}

onClick(byId('end-others'), async () => {
  await call('POST', '/api/account/sessions/end-others')
  await refresh()
})

onSubmit(byId('password-form'), async form => {
  const { current, next } = form.elements
  adopt(await call('POST', '/api/account/password', { current: current.value, next: next.value }))
  form.reset()
  await refresh()
})

onClick(byId('totp-begin'), async () => {
  const { secret, uri } = await call('POST', '/api/account/totp')
  byId('totp-secret').textContent = secret
  byId('totp-uri').href = uri
  show(byId('totp-form'))
})

onSubmit(byId('totp-form'), async form => {
  const code = form.elements.code.value
  const { recoveryCodes } = await call('POST', '/api/account/totp/confirm', { code })
  byId('recovery-codes').textContent = recoveryCodes.join('\n')
  show(byId('recovery'))
  show(form, false)
  await refresh()
})

onClick(byId('totp-remove'), async () => {
  await call('POST', '/api/account/totp/remove')
  await refresh()
})

onSubmit(byId('passkey-form'), async form => {
  const { ceremony, options } = await call('POST', '/api/account/passkeys/options')
  const response = await makePasskey(options)
  const label = form.elements.label.value
  await call('POST', '/api/account/passkeys', { ceremony, response, label })
  form.reset()
  await refresh()
})

onClick(byId('log-out'), async () => {
  await ask('DELETE', '/api/session').catch(() => undefined)
  location.replace('/log-in')
})

await refresh()
document.body.dataset.ready = 'yes'
