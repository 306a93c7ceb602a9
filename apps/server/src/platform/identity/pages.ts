// The pages of log-in as HTML: forms and words; what they do stands in apps/server/pages.
import { LANGUAGE_TAG, type Language } from '../http/language.ts'
import { type PageWords, pageWords } from './page-words.ts'

/** Where people look after their own account. */
export const ACCOUNT_PAGE = '/account'

interface Page {
  readonly title: keyof PageWords
  readonly script: string
  readonly body: (words: PageWords) => string
  /** Pages of somebody who is logged in can ask for the proof anew. */
  readonly hasDialogs?: boolean
}

export function renderPage(page: Page, language: Language): string {
  const words = pageWords[language]
  const title = words[page.title]
  return `<!doctype html>
<html lang="${LANGUAGE_TAG[language]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${words.product}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/identity.css">
<script type="module" src="/pages/${page.script}"></script>
<p class="product">${words.product}</p>
<h1>${title}</h1>
<noscript><p role="alert">${words.needsScript}</p></noscript>
<p id="problem" role="alert" hidden></p>
${page.body(words)}
${page.hasDialogs === true ? dialogs(words) : ''}
</html>
`
}

const field = (label: string, attributes: string) => `<label>${label}<input ${attributes}></label>`

const codeField = (label: string, isHidden: boolean) =>
  `<label${isHidden ? ' hidden' : ''}>${label}<input name="code" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" maxlength="60"></label>`

function dialogs(words: PageWords): string {
  const password = field(
    words.password,
    'name="password" type="password" autocomplete="current-password"',
  )
  return `<dialog id="log-in-dialog" aria-label="${words.logIn}"><form method="post">
<p>${words.again}</p><p role="alert" hidden></p>
${password}${codeField(words.code, true)}<button>${words.logIn}</button>
</form></dialog>
<dialog id="prove-dialog" aria-label="${words.confirm}"><form method="post">
<p>${words.prove}</p><p role="alert" hidden></p>
${password}${codeField(words.codeOptional, false)}<button>${words.confirm}</button>
</form></dialog>`
}

/** `returnTo` is a path of this server; it stands in an attribute. */
export function logInPage(returnTo: string): Page {
  return {
    title: 'logIn',
    script: 'log-in.js',
    body: words => `<form method="post" id="log-in" data-return="${escaped(returnTo)}">
${field(words.loginName, 'name="loginName" autocomplete="username webauthn" autocapitalize="off" spellcheck="false" required maxlength="100" autofocus')}
${field(words.password, 'name="password" type="password" autocomplete="current-password" required')}
${codeField(words.code, true)}
<button>${words.logIn}</button>
</form>
<p><button type="button" id="passkey">${words.byPasskey}</button></p>
<p id="providers"></p>`,
  }
}

/** `returnTo` is for whoever was led here to set up a second factor. */
export function accountPage(returnTo: string): Page {
  return {
    title: 'account',
    script: 'account.js',
    hasDialogs: true,
    body: words => accountBody(words, returnTo),
  }
}

const accountBody = (words: PageWords, returnTo: string) => `<p><output id="who"></output>
<button type="button" id="log-out">${words.logOut}</button></p>
<div id="second-factor" hidden><p id="to-enrol">${words.toEnrol}</p>
<p id="to-prove" hidden>${words.toProve}
<button type="button" id="prove-passkey" hidden>${words.provePasskey}</button>
<button type="button" id="prove-code" hidden>${words.proveCode}</button></p></div>
<p id="enrolled" role="status" hidden>${words.enrolled} <a href="${escaped(returnTo)}">${words.goOn}</a></p>
<div id="rest">
<p id="administration" hidden><a href="/accounts">${words.administration}</a></p>
<label>${words.actingIn}<select id="office"></select></label>
<section><h2>${words.sessions}</h2>
<table><tbody id="sessions" data-end="${words.end}" data-current="${words.thisOne}"></tbody></table>
<button type="button" id="end-others">${words.endOthers}</button></section>
<form method="post" id="password-form"><h2>${words.changePassword}</h2>
${field(words.currentPassword, 'name="current" type="password" autocomplete="current-password" required')}
${field(words.newPassword, 'name="next" type="password" autocomplete="new-password" required')}
<button>${words.save}</button></form>
</div>
<div id="factors">
<section><h2>${words.totp}</h2>
<button type="button" id="totp-begin" hidden>${words.totpBegin}</button>
<button type="button" id="totp-remove" hidden>${words.totpRemove}</button>
<form method="post" id="totp-form" hidden><p>${words.totpSecret} <a id="totp-uri">${words.totpOpen}</a></p>
<pre id="totp-secret"></pre>
${field(words.code, 'name="code" inputmode="numeric" autocomplete="one-time-code" required pattern="[0-9]{6}"')}
<button>${words.confirm}</button></form>
<div id="recovery" hidden><p>${words.recovery}</p><pre id="recovery-codes"></pre></div></section>
<section><h2>${words.passkeys}</h2><table><tbody id="passkeys" data-remove="${words.remove}"></tbody></table>
<form method="post" id="passkey-form">${field(words.passkeyLabel, 'name="label" required maxlength="60"')}
<button>${words.passkeyAdd}</button></form></section>
</div>`

export const administrationPage: Page = {
  title: 'accounts',
  script: 'accounts.js',
  hasDialogs: true,
  body: words => `<form method="post" id="new-account"><h2>${words.newAccount}</h2>
${field(words.person, 'name="person" required maxlength="64"')}
${field(words.loginName, 'name="loginName" autocapitalize="off" required maxlength="100"')}
<button>${words.create}</button></form>
<section id="invited" hidden><p>${words.invited} <output id="link-until"></output></p><pre id="link"></pre></section>
<section><table><tbody id="accounts" data-invite="${words.invite}" data-reset="${words.reset}" data-disabled="${words.disabled}" data-disable="${words.disable}" data-enable="${words.enable}"></tbody></table>
<button type="button" id="more" hidden>${words.more}</button></section>`,
}

const newPassword = (words: PageWords) =>
  field(words.newPassword, 'name="password" type="password" autocomplete="new-password" required')

export const invitationPage: Page = {
  title: 'invitation',
  script: 'new-password.js',
  body: words => `<form method="post" id="new-password" data-path="/api/public/invitation/accept" data-look="/api/public/invitation">
${field(words.loginName, 'name="loginName" autocomplete="username" readonly')}
${newPassword(words)}<button>${words.save}</button></form>`,
}

export const setupPage: Page = {
  title: 'setup',
  script: 'new-password.js',
  body: words => `<p>${words.setupExplained}</p>
<form method="post" id="new-password" data-path="/api/public/setup">
${field(words.loginName, 'name="loginName" autocomplete="username" autocapitalize="off" required maxlength="100"')}
${newPassword(words)}<button>${words.save}</button></form>
<p><small>${words.headless}</small></p>`,
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
