import { byId, call, onClick, onSubmit, openPage, show } from './client.js'

await openPage()

const at = text => new Date(text).toLocaleString(document.documentElement.lang)

function button(label, work) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  onClick(made, work)
  return made
}

async function act(id, name) {
  await call('POST', `/api/accounts/${id}/${name}`)
  await refresh()
}

function tell({ link, expiresAt }) {
  byId('link').textContent = link
  byId('link-until').textContent = at(expiresAt)
  show(byId('invited'))
}

const words = byId('accounts').dataset

function entry(account) {
  const { id, loginName, person, disabledAt } = account
  const item = document.createElement('tr')
  const isDisabled = disabledAt !== undefined
  const parts = [
    loginName,
    person,
    isDisabled ? at(disabledAt) : '',
    button(words.invite, async () => tell(await call('POST', `/api/accounts/${id}/invite`))),
    button(words.reset, () => act(id, 'reset-second-factor')),
    button(isDisabled ? words.enable : words.disable, () =>
      act(id, isDisabled ? 'enable' : 'disable'),
    ),
  ]
  for (const part of parts) {
    const cell = document.createElement('td')
    cell.append(part)
    item.append(cell)
  }
  return item
}

let next

async function refresh() {
  const page = await call('GET', '/api/accounts?limit=50')
  byId('accounts').replaceChildren(...page.items.map(entry))
  next = page.next
  show(byId('more'), next !== undefined)
}

onClick(byId('more'), async () => {
  const page = await call('GET', `/api/accounts?limit=50&cursor=${next}`)
  byId('accounts').append(...page.items.map(entry))
  next = page.next
  show(byId('more'), next !== undefined)
})

onSubmit(byId('new-account'), async form => {
  const { person, loginName } = form.elements
  tell(await call('POST', '/api/accounts', { person: person.value, loginName: loginName.value }))
  form.reset()
  await refresh()
})

await refresh()
document.body.dataset.ready = 'yes'
