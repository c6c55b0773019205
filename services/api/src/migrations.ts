import { eventStoreMigrations, type MigrationComponent } from '@kooperacje/events'
import { readModelMigrations } from '@kooperacje/readmodels'
import { workerMigrations } from '@kooperacje/workers'

/** Everything the database needs, in order: the start command, the test databases and `/readyz` share this list. */
export const migrations: readonly MigrationComponent[] = [
  eventStoreMigrations,
  readModelMigrations,
  workerMigrations,
  { component: 'api', directory: new URL('../migrations/', import.meta.url) },
]
