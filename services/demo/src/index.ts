export { createAccounts, type DemoAccounts } from './accounts.ts'
export { type DemoOptions, loadDemo, momentOf } from './load.ts'
export { LEDGER, scenario } from './scenario.ts'
export type { Sender, Step } from './step.ts'
