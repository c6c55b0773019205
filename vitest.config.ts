import { configDefaults, defineConfig } from 'vitest/config'
import { ClosingLine } from './infra/testing/closing-line.ts'
import { SlowFirst } from './infra/testing/slow-first.ts'

/** Where tests start servers, take signals, read the environment or stand in for a module of Node. */
const ALONE = ['e2e', 'infra', 'services/workers', 'services/witness'].map((folder) => `${folder}/**/*.spec.ts`)

const each = { pool: 'forks', testTimeout: 20_000, hookTimeout: 60_000, teardownTimeout: 30_000 } as const

export default defineConfig({
  test: {
    globalSetup: ['./infra/testing/global-setup.ts'],
    // The default leaves a core free for the watcher; most of our time goes by in waiting for servers.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    reporters: ['default', new ClosingLine()],
    projects: [
      { test: { ...each, name: 'alone', include: ALONE } },
      {
        // What such a file imports takes longer to load than its tests take: the domain's 68 files took 60 s with a process for
        // each, and take 21 s with one for each processor.
        test: {
          ...each,
          name: 'together',
          isolate: false,
          include: ['**/*.spec.ts'],
          exclude: [...configDefaults.exclude, '.data/**', 'coverage/**', ...ALONE],
        },
      },
    ],
  },
})
