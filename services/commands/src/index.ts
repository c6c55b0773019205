export {
  CommandHandler,
  type CommandOutcome,
  type CommandReceipt,
  type CommandRequest,
  type HandlerOptions,
} from './handler.ts'
export { modelsIn } from './models.ts'
export { type OpenSettings, openEventStore } from './open.ts'
export { type LedgerComparison, type SimulationRequest, simulateLedger } from './simulate.ts'
export type { StateCache } from './state-cache.ts'
