import { Client } from 'pg'

const DEADLOCK = '40P01'

/** Takes the whole queue away from under its users, with its tables; Postgres may ask to do so again. */
export async function dropQueue(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (;;) {
      try {
        await client.query(`drop schema queue cascade; create schema queue;
                            grant usage, create on schema queue to kooperacje_service`)
        return
      } catch (error) {
        if ((error as { code?: string }).code !== DEADLOCK) throw error
      }
    }
  } finally {
    await client.end()
  }
}
