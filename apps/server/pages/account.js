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
  proveAgain,
  rowOf,
  show,
} from './client.js'
import { makePasskey, usePasskey } from './passkeys.js'

let session = await openPage()
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

const offices = byId('office')
onEvent(offices, 'change', async () => {
  session = await call('POST', '/api/session/office', { office: offices.value })
  adopt(session)
})

function showOffices() {
  show(byId('administration'), session.isAdministrator)
  const options = session.offices.map(({ name: words, office }) => {
    const isChosen = office === session.office
    return new Option(named(words, office), office, isChosen, isChosen)
  })
  offices.replaceChildren(...options)
}

async function showSessions() {
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
}

function showFactors({ hasTotp, passkeys }) {
  show(byId('totp-begin'), !hasTotp)
  show(byId('totp-remove'), hasTotp)
  const remove = byId('passkeys').dataset.remove
  byId('passkeys').replaceChildren(
    ...passkeys.map(each =>
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

/** Until a second factor is set up or proved, where one is asked for, there is nothing else to do here. */
function showNeed({ hasTotp, passkeys }) {
  const isNeeded = session.needsSecondFactor
  const hasOne = hasTotp || passkeys.length > 0
  show(byId('second-factor'), isNeeded)
  show(byId('to-enrol'), !hasOne)
  show(byId('to-prove'), hasOne)
  show(byId('prove-passkey'), passkeys.length > 0)
  show(byId('prove-code'), hasTotp)
  show(byId('rest'), !isNeeded)
  show(byId('factors'), !(isNeeded && hasOne))
  // What was asked for before this page is a step away.
  if (wasNeeded) show(byId('enrolled'), !isNeeded)
  wasNeeded ||= isNeeded
}

let wasNeeded = session.needsSecondFactor

async function refresh() {
  session = await call('GET', '/api/session')
  const account = await call('GET', '/api/account')
  showFactors(account)
  showNeed(account)
  if (session.needsSecondFactor) return
  showOffices()
  await showSessions()
}

onClick(byId('prove-passkey'), async () => {
  const { ceremony, options } = await call('POST', '/api/session/step-up/passkey/options')
  const response = await usePasskey(options)
  await call('POST', '/api/session/step-up/passkey', { ceremony, response })
  await refresh()
})

onClick(byId('prove-code'), async () => {
  await proveAgain()
  await refresh()
})

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
