export { coursesKnownAt } from './counting/courses-then.ts'
export type * from './data-rights-tables.ts'
export { readModels } from './database.ts'
export { foldFromZero, type RowsByTable, storedRows } from './fold-from-zero.ts'
export type * from './governance-tables.ts'
export { readModelMigrations } from './migrations.ts'
export { plainText } from './plain-text.ts'
export * from './queries/basket.ts'
export * from './queries/case-details.ts'
export * from './queries/cases.ts'
export * from './queries/consultation-report.ts'
export * from './queries/data-rights.ts'
export * from './queries/deadlines.ts'
export * from './queries/governance.ts'
export * from './queries/indicators.ts'
export * from './queries/mails.ts'
export * from './queries/meetings.ts'
export * from './queries/overview.ts'
export { InvalidCursor, type Page, type PageRequest } from './queries/page.ts'
export * from './queries/partnership-registers.ts'
export * from './queries/partnerships.ts'
export * from './queries/pilot.ts'
export * from './queries/referrals.ts'
export * from './queries/timelines.ts'
export {
  ensureProjections,
  type RebuildOptions,
  type RebuildProgress,
  type RebuildRefusal,
  rebuildProjection,
  swapBuilt,
} from './rebuild.ts'
export { type Building, buildingOf } from './rebuilding/building.ts'
export { compareBuilt, type TableComparison } from './rebuilding/comparison.ts'
export { projections } from './registry.ts'
export type * from './schema.ts'
export { log, table } from './table.ts'
export {
  defineProjection,
  type EventNamed,
  ProjectionVersionMismatch,
  type TableProjection,
} from './table-projection.ts'
