export { EventCodec, type StoredEvent } from './codec.ts'
export { moveToCold, openCold, refusalOfLogin, refusalToMove, returnFromCold, tidyAfterMove } from './cold/move.ts'
export { type ColdTable, coldStates, coldTable, lastRecordedBefore } from './cold/states.ts'
export type * from './cold/types.ts'
export { keepCosignature, toCosign, witnessesSeen } from './log/cosignatures.ts'
export { type LogLag, logLags } from './log/lag.ts'
export { Nonces, nonceKeysOf } from './log/nonces.ts'
export { PostgresLog } from './log/reader.ts'
export { LogSealer, type SealOptions, type SealResult } from './log/sealer.ts'
export { type LogSigning, logSigning, ORIGIN_PREFIX, originOf, signersOf } from './log/signers.ts'
export { logState, logStates } from './log/states.ts'
export type * from './log/types.ts'
export { MemoryEventStore } from './memory/store.ts'
export {
  eventStoreMigrations,
  type MigrationComponent,
  type MigrationStatus,
  migrate,
  migrationStatus,
} from './migrate.ts'
export { ledgerPages, type PagesOptions } from './pages.ts'
export { mapPersonal } from './personal.ts'
export { connectionAs, createPool, instant, type PoolSettings, SERVICE_ROLE } from './postgres/pool.ts'
export { PostgresEventStore, type PostgresEventStoreOptions } from './postgres/store.ts'
export { allEnded } from './projections/all-ended.ts'
export { type Lag, projectionLag, waitForPosition } from './projections/checkpoints.ts'
export {
  catchUp,
  inTransaction,
  type LedgerPast,
  type Projection,
  type RunOptions,
  type RunResult,
  runProjection,
} from './projections/runner.ts'
export { runTogether, type TakenTogether, type TogetherOptions } from './projections/together.ts'
export { EventRegistry, type EventType, type RegisteredType } from './registry.ts'
export { streamName } from './structure.ts'
export { type Announced, Announcements } from './subscriptions/announcements.ts'
export { Announcer } from './subscriptions/announcer.ts'
export type { Batch, FollowOptions } from './subscriptions/follow.ts'
export { PostgresHeadWatch } from './subscriptions/postgres-head-watch.ts'
export { type SubscriptionRefusal, Subscriptions } from './subscriptions/subscriptions.ts'
export type * from './types.ts'
export { uuidV7 } from './uuid-v7.ts'
export { type Forgetting, PostgresForgetting } from './vault/forgetting.ts'
export { keptKeys } from './vault/kept-keys.ts'
export { LedgerSecrets } from './vault/ledger-secrets.ts'
export { type MasterKeyUse, masterKeyUse } from './vault/master-key-use.ts'
export { MasterKeys } from './vault/master-keys.ts'
export { memorySubjectKeys } from './vault/memory-keys.ts'
export { postgresSubjectKeys } from './vault/postgres-keys.ts'
export { rotateMasterKey } from './vault/rotation.ts'
export { SearchKeys } from './vault/search-keys.ts'
export { type SubjectKey, type SubjectKeyStore, Vault } from './vault/vault.ts'
