export { readModels } from './database.ts'
export { readModelMigrations } from './migrations.ts'
export type * from './schema.ts'
