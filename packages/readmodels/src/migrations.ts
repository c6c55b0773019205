import type { MigrationComponent } from '@kooperacje/events'

export const readModelMigrations: MigrationComponent = {
  component: 'readmodels',
  directory: new URL('../migrations/', import.meta.url),
}
