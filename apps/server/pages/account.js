import { adopt, ask, byId, call, onClick, onEvent, onSubmit, openPage, show } from './client.js'
import { makePasskey } from './passkeys.js'

const session = await openPage()
const isChinese = document.documentElement.lang.startsWith('zh')
const named = (name, id) => name?.[isChinese ? 'zh' : 'en'] ?? id
const at = text => new Date(text).toLocaleString(document.documentElement.lang)

function row(texts, ...buttons) {
  const item = document.createElement('tr')
  for (const each of [...texts, ...buttons]) {
    const cell = document.createElement('td')
    cell.append(each)
    item.append(cell)
  }
  return item
}

function button(label, work) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  onClick(made, work)
  return made
}

byId('who').textContent = `${named(session.name, session.person)} (${session.loginName})`
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
  const end = byId('sessions').dataset.end
  byId('sessions').replaceChildren(
    ...items.map(each =>
      row(
        [at(each.startedAt), each.address ?? '', each.browser ?? ''],
        each.isCurrent
          ? '●'
          : button(end, async () => {
              await call('POST', `/api/account/sessions/${each.id}/end`)
              await refresh()
            }),
      ),
    ),
  )
  const account = await call('GET', '/api/account')
  show(byId('totp-begin'), !account.hasTotp)
  show(byId('totp-remove'), account.hasTotp)
  const remove = byId('passkeys').dataset.remove
  byId('passkeys').replaceChildren(
    ...account.passkeys.map(each =>
      row(
        [each.label, at(each.createdAt)],
        button(remove, async () => {
          await call('POST', `/api/account/passkeys/${each.id}/remove`)
          await refresh()
        }),
      ),
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
