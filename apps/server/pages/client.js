// Speaks with the server for the pages of log-in. When a session has ended in the middle of something,
// or an act wants a fresh proof, it asks in a dialog over the page and sends the same again: what was
// typed stays where it is.

/** The session that this page was made for. */
let session

export const byId = id => document.getElementById(id)

export function show(element, isShown = true) {
  element.hidden = !isShown
}

export function say(problem) {
  const place = byId('problem')
  place.textContent = problem === undefined ? '' : `${problem.title} ${problem.detail ?? ''}`
  show(place, problem !== undefined)
}

/** A problem document as an error, with the same fields. */
class Refused extends Error {
  constructor(problem) {
    super(problem.title)
    Object.assign(this, problem)
  }
}

/** The page is about to go: what would follow never does. */
const leaving = () => new Promise(() => undefined)

async function send(method, path, body) {
  const answer = await fetch(path, {
    method,
    cache: 'no-store',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'accept-language': document.documentElement.lang,
      ...(session === undefined ? {} : { 'muster-session': session.id }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, ok: answer.ok, said: text === '' ? undefined : JSON.parse(text) }
}

/** Without a dialog: for the log-in itself. Throws the problem. */
export async function ask(method, path, body) {
  const { ok, said } = await send(method, path, body)
  if (ok) return said
  throw new Refused(said)
}

const ENDED = new Set(['unauthenticated', 'session_ended', 'session_expired'])

/** As `ask`, but an ended session or a missing proof is mended first. */
export async function call(method, path, body) {
  let hasRejoined = false
  for (;;) {
    const { ok, said } = await send(method, path, body)
    if (ok) return said
    const isGone = ENDED.has(said.code)
    if ((isGone || said.code === 'session_changed') && !hasRejoined) {
      hasRejoined = true
      if (await rejoin()) continue
    }
    if (isGone) await logInAgain()
    else if (said.code === 'step_up_required') await proveAgain()
    else throw new Refused(said)
  }
}

/** Another tab may have the next session of the same person in the same office already. */
async function rejoin() {
  const known = session
  session = undefined
  const { ok, said } = await send('GET', '/api/session')
  const isSame = ok && said.person === known.person && said.office === known.office
  session = isSame ? said : known
  return isSame
}

/** Who is logged in; leads to the log-in page when nobody is. */
export async function openPage() {
  const { ok, said } = await send('GET', '/api/session')
  const here = encodeURIComponent(`${location.pathname}${location.search}`)
  if (ok && (!said.needsSecondFactor || location.pathname === '/account')) {
    session = said
    return said
  }
  location.replace(`/${ok ? 'account' : 'log-in'}?return=${here}`)
  return leaving()
}

export function adopt(renewed) {
  session = renewed
  return renewed
}

async function logInAgain() {
  const known = session
  session = undefined
  const opened = await inDialog('log-in-dialog', form =>
    logIn(form, { loginName: known.loginName, password: form.elements.password.value }),
  )
  if (opened.person !== known.person) {
    location.reload()
    return leaving()
  }
  if (opened.office !== known.office && known.office !== undefined) {
    session = opened
    session = await ask('POST', '/api/session/office', { office: known.office })
    return undefined
  }
  session = opened
  return undefined
}

/** Password, and the code where one is asked for; the form has both fields. */
export async function logIn(form, given) {
  const answer = await ask('POST', '/api/public/log-in', given)
  if (answer.state === 'logged_in') return answer.session
  const code = await askForCode(form)
  const body = /^\d{6}$/.test(code) ? { code } : { recoveryCode: code }
  const path = '/api/public/log-in/second-factor'
  return (await ask('POST', path, { ceremony: answer.ceremony, ...body })).session
}

/** Shows the field for the code, and waits until the form is sent with one in it. */
function askForCode(form) {
  const field = form.elements.code
  show(field.closest('label'))
  field.required = true
  field.value = ''
  field.focus()
  return new Promise(resolve => {
    const take = event => {
      event.preventDefault()
      event.stopImmediatePropagation()
      form.removeEventListener('submit', take, true)
      resolve(field.value.trim())
      field.required = false
      show(field.closest('label'), false)
    }
    form.addEventListener('submit', take, true)
  })
}

export async function proveAgain() {
  const renewed = await inDialog('prove-dialog', form => {
    const code = form.elements.code.value.trim()
    if (code === '') {
      return ask('POST', '/api/session/step-up', { password: form.elements.password.value })
    }
    const proof = /^\d{6}$/.test(code) ? { code } : { recoveryCode: code }
    return ask('POST', '/api/session/step-up', proof)
  })
  session = renewed
}

/** Opens a dialog whose form does the work; stays open with the problem until it is done. */
function inDialog(id, work) {
  const dialog = byId(id)
  const form = dialog.querySelector('form')
  const problem = dialog.querySelector('[role=alert]')
  form.reset()
  show(problem, false)
  dialog.showModal()
  return new Promise((resolve, reject) => {
    const submit = event => {
      event.preventDefault()
      work(form)
        .then(done => {
          close()
          resolve(done)
        })
        .catch(said => {
          problem.textContent = `${said.title ?? said} ${said.detail ?? ''}`
          show(problem)
        })
    }
    const cancel = () => {
      close()
      reject(new Refused({ title: '', code: 'cancelled' }))
    }
    const close = () => {
      form.removeEventListener('submit', submit)
      dialog.removeEventListener('cancel', cancel)
      form.reset()
      if (dialog.open) dialog.close()
    }
    form.addEventListener('submit', submit)
    dialog.addEventListener('cancel', cancel)
  })
}

/** Says what went wrong; a dialog that was closed is no problem. */
function tell(said) {
  if (said.code !== 'cancelled') say(said.title === undefined ? { title: String(said) } : said)
}

/** Runs a form's work when it is sent; its problem is said, what was typed stays. */
export function onSubmit(form, work) {
  form.addEventListener('submit', event => {
    event.preventDefault()
    // Sent twice by an impatient hand, it is done once.
    if (form.ariaBusy === 'true') return
    form.ariaBusy = 'true'
    say(undefined)
    work(form)
      .catch(tell)
      .finally(() => {
        form.ariaBusy = 'false'
      })
  })
}

/** Runs work when the element is clicked or, a list, changed. */
export function onEvent(element, name, work) {
  element.addEventListener(name, () => {
    say(undefined)
    work().catch(tell)
  })
}

export function onClick(button, work) {
  onEvent(button, 'click', work)
}

// A page that the browser brings back from memory may show what has ended since.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload()
})

/** As the page's language writes a moment, to the minute. */
export function at(text) {
  return new Date(text).toLocaleString(document.documentElement.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
}

export function buttonOf(label, work) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  onClick(made, work)
  return made
}

/** A row of a table: texts and buttons, each in a cell of its own; what is empty takes no room on a telephone. */
export function rowOf(parts) {
  const item = document.createElement('tr')
  for (const part of parts) {
    const cell = document.createElement('td')
    cell.append(part)
    item.append(cell)
  }
  return item
}
