// A link that works once: the first password of a person, or of the first administrator. The code
// stays in the fragment of the address, which no log and no proxy sees; opening the page uses nothing up.
import { ask, byId, onSubmit, say, show } from './client.js'

const form = byId('new-password')
const code = location.hash.slice(1)
const { path, look } = form.dataset

if (look !== undefined) {
  try {
    const { loginName } = await ask('POST', look, { code })
    form.elements.loginName.value = loginName
  } catch (said) {
    // Nothing can be set by a link that is not good; after any other trouble it may be tried again.
    show(form, said.code === undefined)
    say(said)
  }
}

onSubmit(form, async () => {
  const { loginName, password } = form.elements
  const named = look === undefined ? { loginName: loginName.value } : {}
  const { state } = await ask('POST', path, { code, password: password.value, ...named })
  // Who has an authenticator app gives its code where everybody logs in.
  location.replace(state === 'logged_in' ? '/account' : '/log-in')
})
