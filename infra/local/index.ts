export { type LaunchParts, launch } from './launch.ts'
export { migrateStore } from './migrate-store.ts'
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres.ts'
export { Problem } from './problem.ts'
