import { migrations } from '@kooperacje/api'
import { migrate } from '@kooperacje/events'

/** Every package's migrations, in their order. */
export async function migrateStore(ownerUrl: string): Promise<void> {
  await migrate(ownerUrl, migrations)
}
