import type { MigrationComponent } from '@kooperacje/events'

export const workerMigrations: MigrationComponent = {
  component: 'workers',
  directory: new URL('../migrations/', import.meta.url),
}
