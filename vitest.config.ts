import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const postgres = ['tools/test/postgres-setup.ts']

/** By `npm run test:browser -- --all`. */
const isWhole = process.env['MUSTER_ALL_PAGES'] === '1'

export default defineConfig({
  // Nothing that a run leaves lies outside the ignored folders of the clone.
  cacheDir: '.cache/vitest',
  test: {
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism()),
    slowTestThreshold: 2_000,
    // A condition that is polled comes about when it does: machines do other work beside.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{packages,apps}/*/src/**/*.test.{ts,tsx}',
            'tools/**/*.test.ts',
            'tests/{domain,faults}/**/*.test.ts',
          ],
          exclude: ['**/*.db.test.ts'],
          // Generous here and below, for machines that do other work beside.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{packages,apps}/*/src/**/*.db.test.ts', 'tools/**/*.db.test.ts'],
          globalSetup: postgres,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: [
            'tests/stories/**/*.story.test.ts',
            'tests/{openapi,permissions,hostile}/**/*.test.ts',
          ],
          globalSetup: [...postgres, 'tests/harness/prepare-servers.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.browser.test.ts'],
          // Measures drawing, which a machine without a card for it does for minutes.
          exclude: isWhole ? [] : ['tests/browser/map-load.browser.test.ts'],
          globalSetup: ['tests/harness/prepare-servers.ts', 'tests/harness/prepare-pages.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
