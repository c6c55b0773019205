import { defineConfig } from 'vitest/config'
import { ClosingLine } from './infra/testing/closing-line.ts'
import { SlowFirst } from './infra/testing/slow-first.ts'

export default defineConfig({
  test: {
    include: ['**/*.spec.ts'],
    exclude: ['**/node_modules/**', '.data/**', 'coverage/**'],
    globalSetup: ['./infra/testing/global-setup.ts'],
    // A process per file: the tests start servers, take signals and read the environment.
    pool: 'forks',
    // The default leaves a core free for the watcher; most of our time goes by in waiting for servers.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    reporters: ['default', new ClosingLine()],
  },
})
