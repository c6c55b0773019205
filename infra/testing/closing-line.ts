import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Ends the output with one line of plain figures, for people and programs that read only the end of a log. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      let failedTests = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') count.passed++
        else if (state === 'skipped') count.skipped++
        else failedTests++
      }
      // A file that cannot be loaded, or whose hooks fail, may not have a single failed test.
      count.failed += failedTests || (module.state() === 'failed' ? 1 : 0)
    }
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  }
}
