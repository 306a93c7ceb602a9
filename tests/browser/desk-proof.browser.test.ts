// Heavy acts at the desk ask who one is: by password, by authenticator app, by passkey; the act is then done once.
import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { totpCode, totpStepAt } from '../../apps/server/src/platform/identity/one-time-codes.ts'
import { hasBrowser } from './harness/browser.ts'
import { enter, passwordOf } from './harness/log-in.ts'
import { openIn } from './harness/pages.ts'
import { addAuthenticatorApp, addPasskey } from './harness/proofs.ts'
import { setUpPages } from './harness/set-up.ts'

const KEEPER = 'administrator'
const GRANTS = '/settings/grants?office=110117006.secretary&power=command'
/** As the server answers ten minutes after the last proof. */
const STALE = { code: 'step_up_required', title: 'Prove again', detail: '', status: 403 }

describe.skipIf(!hasBrowser)('the proof before a heavy act', { timeout: 120_000 }, () => {
  const pages = setUpPages()

  /** The next act is refused until somebody proves who they are; tells the keys of both tries. */
  async function refuseOnce(page: Page, act: string): Promise<readonly (string | undefined)[]> {
    const keys: (string | undefined)[] = []
    await page.route(`**/api/grants/*/${act}`, (route: Route) => {
      keys.push(route.request().headers()['idempotency-key'])
      return keys.length > 1
        ? route.continue()
        : route.fulfill({
            status: STALE.status,
            contentType: 'application/problem+json',
            body: JSON.stringify(STALE),
          })
    })
    return keys
  }

  it('is given by password, by code and by passkey, and what was asked is done once', async () => {
    const { page } = pages
    await enter(page, pages.server, KEEPER)
    await addPasskey(page, 'keeper')
    const { secret, step } = await addAuthenticatorApp(page)

    await openIn(page, pages.server, { path: GRANTS })
    const row = page.getByRole('row').filter({ hasText: 'command' }).first()
    await row.getByRole('button', { name: 'Expand row' }).click()
    const proof = page.getByRole('dialog', { name: 'Confirm who you are' })
    const confirm = () =>
      proof.getByRole('button', { name: 'Confirm that it is me', exact: true }).click()

    /** Begins an act that is refused, chooses how to prove, and gives what `prove` does. */
    async function doProved(act: 'suspend' | 'resume', way: string, prove: () => Promise<void>) {
      const verb = act === 'suspend' ? 'Suspend the grant' : 'Resume the grant'
      const keys = await refuseOnce(page, act)
      await page.getByRole('button', { name: verb, exact: true }).click()
      const form = page.getByRole('dialog', { name: verb })
      await form.getByLabel('Reason').fill('A trial of proofs')
      await form.getByRole('button', { name: verb, exact: true }).click()
      await proof.locator('.act-ways').getByText(way, { exact: true }).click()
      await prove()
      await proof.waitFor({ state: 'detached' })
      await form.waitFor({ state: 'detached' })
      await row.getByText(act === 'suspend' ? 'suspended' : 'in force').waitFor()
      expect(keys).toEqual([expect.any(String), keys[0]])
      await page.unroute(`**/api/grants/*/${act}`)
    }

    await doProved('suspend', 'Password', async () => {
      await proof.locator('input[type=password]').fill('not the password')
      await confirm()
      // A wrong one says so, and nothing is lost.
      await proof.getByRole('alert').first().waitFor()
      await proof.locator('input[type=password]').fill(passwordOf(pages.server))
      await confirm()
    })
    await doProved('resume', 'Code', async () => {
      const field = proof.getByLabel('Six digits of the authenticator app')
      await field.fill('12')
      await confirm()
      await proof.getByText('Enter six digits').waitFor()
      // The one that set the app up is used up.
      const next = Math.max(step + 1, totpStepAt(Date.now()))
      await field.fill(totpCode(secret, next))
      await confirm()
    })
    await doProved('suspend', 'Passkey', async () => {
      await proof.getByText('Follow the browser').waitFor()
      await confirm()
    })
  })
})
