import { defineConfig } from 'vitest/config'
import { ClosingLine } from './infra/testing/closing-line.ts'

export default defineConfig({
  test: {
    include: ['**/*.spec.ts'],
    exclude: ['**/node_modules/**', '.data/**', 'coverage/**'],
    globalSetup: ['./infra/testing/global-setup.ts'],
    // A process per file: the tests start servers, take signals and read the environment.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    reporters: ['default', new ClosingLine()],
  },
})
