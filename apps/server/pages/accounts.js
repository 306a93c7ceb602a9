import { at, buttonOf, byId, call, onClick, onSubmit, openPage, rowOf, show } from './client.js'

await openPage()

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
  const isDisabled = disabledAt !== undefined
  return rowOf([
    loginName,
    // Who is called by the same name in both is written once.
    person === loginName ? '' : person,
    isDisabled ? `${words.disabled} ${at(disabledAt)}` : '',
    buttonOf(words.invite, async () => tell(await call('POST', `/api/accounts/${id}/invite`))),
    buttonOf(words.reset, () => act(id, 'reset-second-factor')),
    buttonOf(isDisabled ? words.enable : words.disable, () =>
      act(id, isDisabled ? 'enable' : 'disable'),
    ),
  ])
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
