import { ask, byId, logIn, onClick, onSubmit, say } from './client.js'
import { usePasskey } from './passkeys.js'

const form = byId('log-in')
const returnTo = form.dataset.return

/** Who has yet to set up the second factor that their office asks for does so first. */
function goOn({ needsSecondFactor }) {
  const toEnrol = `/account?return=${encodeURIComponent(returnTo)}`
  location.replace(needsSecondFactor ? toEnrol : returnTo)
}

onSubmit(form, async () => {
  const { loginName, password } = form.elements
  const session = await logIn(form, { loginName: loginName.value, password: password.value })
  goOn(session)
})

onClick(byId('passkey'), async () => {
  const { ceremony, options } = await ask('POST', '/api/public/log-in/passkey/options')
  const response = await usePasskey(options)
  await ask('POST', '/api/public/log-in/passkey', { ceremony, response })
  location.replace(returnTo)
})

// Who comes back from an identity provider in vain is told why.
const problem = new URLSearchParams(location.search).get('problem')
if (problem !== null && /^[a-z_]{1,40}$/.test(problem)) {
  const answer = await fetch(`/problems/${problem}`)
  const words = answer.ok ? await answer.json() : {}
  const [title, detail] = words[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'] ?? []
  if (title !== undefined) say({ title, detail })
}

const { items } = await ask('GET', '/api/public/log-in/providers')
for (const { id, name } of items) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = document.documentElement.lang.startsWith('zh') ? name.zh : name.en
  onClick(button, async () => {
    const { url } = await ask('POST', `/api/public/log-in/providers/${id}`, { returnTo })
    location.assign(url)
  })
  byId('providers').append(button)
}
