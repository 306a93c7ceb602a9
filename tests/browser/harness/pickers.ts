// How people choose in a select that is searched by the server.
import type { Page } from 'playwright-core'

/** Types into the picker of this label, and takes the entry of this name. */
export async function pick(
  page: Page,
  label: string | RegExp,
  typed: string,
  name: string,
): Promise<void> {
  const field = page.getByRole('combobox', { name: label })
  await field.click()
  await field.fill(typed)
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await list.locator('.ant-select-item-option', { hasText: name }).first().click()
  await list.waitFor({ state: 'hidden' })
}
