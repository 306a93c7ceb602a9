// /setup: the page behind the one-time link. The code stays in the fragment of the address, which
// no log and no proxy sees, and opening the page does not use it up.
import { z } from 'zod'
import { sendPage } from '../http/security-headers.ts'
import type { HttpApp } from '../http/types.ts'
import { exchangeSetupCode, type SetupSettings } from './setup-link.ts'

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>吹哨报到 · Muster</title>
<link rel="icon" href="data:,">
<body>
<h1>第一位管理员 · First administrator</h1>
<p>点击后显示管理员令牌，只显示这一次。<br>Shows the administrator's token, this once.</p>
<button id="exchange">领取令牌 · Get the token</button>
<p><output id="answer"></output></p>
<script src="/setup.js"></script>
</body>
</html>
`

const SCRIPT = `const answer = document.getElementById('answer')
document.getElementById('exchange').addEventListener('click', async event => {
  event.target.disabled = true
  const response = await fetch('/api/setup/exchange', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: location.hash.slice(1) }),
  })
  const said = await response.json()
  answer.textContent = said.token ?? said.title + '。' + said.detail
  if (said.token) history.replaceState(null, '', '/setup')
})
`

export function setupRoutes(app: HttpApp, settings: SetupSettings): void {
  const page = { config: { access: 'public' }, schema: { hide: true } } as const
  app.get('/setup', page, (_request, reply) => sendPage(reply, () => PAGE))
  app.get('/setup.js', page, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(SCRIPT),
  )
  app.post(
    '/api/setup/exchange',
    {
      config: { access: 'public', command: false, refusals: ['setup_link_used'] },
      schema: {
        operationId: 'exchangeSetupCode',
        tags: ['tokens'],
        summary: "Exchange the console's one-time code for the first administrator's token",
        body: z.strictObject({
          code: z.string().max(100).meta({ description: 'What follows # in the printed link' }),
        }),
        response: {
          200: z
            .strictObject({ token: z.string() })
            .meta({ description: 'The token; it is not shown again' }),
        },
      },
    },
    async (request, reply) => {
      const token = await exchangeSetupCode(settings, request.body.code)
      if (token === undefined) return reply.refuse({ code: 'setup_link_used' })
      return reply.header('cache-control', 'no-store').send({ token })
    },
  )
}
