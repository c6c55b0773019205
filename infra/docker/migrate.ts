import { migrateStore } from '../local/migrate-store.ts'

// The only container that is given the log-in that owns the tables.
const ownerUrl = process.env.DATABASE_MIGRATION_URL
if (!ownerUrl) {
  console.error('DATABASE_MIGRATION_URL is required: the URL of the database, with the log-in that owns it.')
  process.exitCode = 1
} else {
  await migrateStore(ownerUrl)
  console.log('The database is up to date.')
}
