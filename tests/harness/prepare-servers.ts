// Vitest global setup: the demo cities that servers under test begin with, loaded before the first test's clock runs.
import { embeddedTemplate, postgresTemplate } from './demo-template.ts'

export async function setup(): Promise<void> {
  await embeddedTemplate()
  const url = process.env['MUSTER_TEST_DATABASE_URL']
  if (url) await postgresTemplate(url)
}
