// The page behind the link of a message: what it is about, and a button. Opening it does nothing.
import { readFileSync } from 'node:fs'
import { ANSWER_PATH } from '../../mechanism/paging/answerable.ts'
import { LANGUAGE_TAG, type Language } from '../../platform/http/language.ts'
import { sendPage } from '../../platform/http/security-headers.ts'
import type { HttpApp } from '../../platform/http/types.ts'

const SCRIPT = new URL('../../../pages/answer.js', import.meta.url)

const zh = {
  title: '吹哨报到',
  actingIn: '以此职务办理：',
  sign: '签收',
  acknowledge: '确认已知',
  giveBack: '退回',
  explained: '不属本单位职责的，请写明依据的清单条目和应由哪个单位承担。退回不停止任何时限。',
  listItem: '清单条目',
  rightUnit: '应由哪个单位承担',
  reason: '理由',
  done: '已办好，可以关闭此页。',
  used: '已经用此链接办理过了。',
  over: '此事已不需要办理。',
  unknown: '链接无效或已过期，请登录办理。',
  group: '此链接发在群里，只有本人登录后才能用。',
  logIn: '登录（之后请再打开一次此链接）',
  needsScript: '此页面需要 JavaScript。',
} as const

const en: Readonly<Record<keyof typeof zh, string>> = {
  title: 'Muster',
  actingIn: 'Answered in this office: ',
  sign: 'Sign',
  acknowledge: 'I know',
  giveBack: 'Return',
  explained:
    'Not your department’s duty? Name the item of the list and the right unit. No clock stops by a return.',
  listItem: 'Item of the list',
  rightUnit: 'The right unit',
  reason: 'Reason',
  done: 'Done. You can close this page.',
  used: 'This link was used before.',
  over: 'Nothing waits for an answer any more.',
  unknown: 'The link is not valid or has expired. Please log in.',
  group: 'This link was sent to a group: only its person, logged in, can use it.',
  logIn: 'Log in (then open this link again)',
  needsScript: 'This page needs JavaScript.',
}

const WORDS = { zh, en } as const

function render(language: Language): string {
  const words = WORDS[language]
  return `<!doctype html>
<html lang="${LANGUAGE_TAG[language]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${words.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/identity.css">
<script type="module" src="/pages/answer.js"></script>
<noscript><p role="alert">${words.needsScript}</p></noscript>
<p id="problem" role="alert" hidden></p>
<p id="unknown" role="alert" hidden>${words.unknown} <a href="/log-in">${words.logIn}</a></p>
<main id="message" hidden>
<h1 id="title"></h1>
<pre id="text"></pre>
<p>${words.actingIn}<strong id="office"></strong></p>
<p id="group" hidden>${words.group} <a href="/log-in">${words.logIn}</a></p>
<p id="used" role="status" hidden>${words.used}</p>
<p id="over" role="status" hidden>${words.over}</p>
<p id="done" role="status" hidden>${words.done}</p>
<p id="answer" hidden>
<button id="sign" class="main" type="button" hidden>${words.sign}</button>
<button id="acknowledge" class="main" type="button" hidden>${words.acknowledge}</button>
</p>
<form method="post" id="return" hidden><h2>${words.giveBack}</h2><p>${words.explained}</p>
<label>${words.listItem}<select name="listItem" required></select></label>
<label>${words.rightUnit}<select name="rightUnit" required></select></label>
<label>${words.reason}<input name="reason" required maxlength="500"></label>
<button>${words.giveBack}</button>
</form>
</main>
</html>
`
}

const OPTIONS = { config: { access: 'public' }, schema: { hide: true } } as const

export function answerPage(app: HttpApp): void {
  const script = readFileSync(SCRIPT, 'utf8')
  app.get('/pages/answer.js', OPTIONS, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(script),
  )
  app.get(ANSWER_PATH, OPTIONS, (request, reply) => sendPage(reply, () => render(request.language)))
}
