// What people prove with besides a password: a passkey of a device without a finger, and an authenticator app.
import type { Page } from 'playwright-core'
import { totpCode, totpStepAt } from '../../../apps/server/src/platform/identity/one-time-codes.ts'

/** Registers a passkey on the own account's page, which is open; whenever one is asked for from now on it is there. */
export async function addPasskey(page: Page, label: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.fill('#passkey-form [name=label]', label)
  await page.click('#passkey-form button')
  await page.locator('#passkeys').getByText(label).waitFor()
}

export interface AuthenticatorApp {
  readonly secret: string
  /** The one whose code set it up, and is spent. */
  readonly step: number
  readonly recoveryCodes: readonly string[]
}

/** Sets an authenticator app up on the own account's page, which is open. */
export async function addAuthenticatorApp(page: Page): Promise<AuthenticatorApp> {
  await page.click('#totp-begin')
  const shown = page.locator('#totp-secret').filter({ hasText: /\w/ })
  const secret = (await shown.textContent()) ?? ''
  const step = totpStepAt(Date.now())
  await page.fill('#totp-form [name=code]', totpCode(secret, step))
  await page.click('#totp-form button')
  const codes = await page.locator('#recovery-codes').filter({ hasText: /\w/ }).textContent()
  return { secret, step, recoveryCodes: codes?.split('\n') ?? [] }
}
