import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SETTINGS_PAGE, settingsPage } from './settings-table.ts'

it('the settings page in docs is the one written from the list of settings', () => {
  expect(readFileSync(SETTINGS_PAGE, 'utf8')).toBe(settingsPage())
})
