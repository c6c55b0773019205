import { relative } from 'node:path'
import { expect, inject } from 'vitest'
import { asAdmin, databaseUrl } from './run-databases.ts'

export interface TestDatabase {
  /** Owns the tables, as the log-in of the migrations does. */
  readonly ownerUrl: string
  /** Has the rights of the services and no more. */
  readonly serviceUrl: string
  drop(): Promise<void>
}

let made = 0

/**
 * A database of its own with every migration applied, copied from a template. Drop it in `afterAll` or `afterEach`,
 * which run after failing tests too: a run that leaves one behind fails.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const run = inject('testDatabases')
  if (run.failure) throw new Error(`there is no database for this test, because the migrations failed: ${run.failure}`)
  const name = `${run.prefix}_${process.pid}_${++made}`
  const file = relative(process.cwd(), expect.getState().testPath ?? 'unknown')
  await asAdmin(run.adminUrl, async (client) => {
    await client.query(`create database ${name} template ${run.template} owner ${run.owner.user}`)
    // Whose it is, should it be left behind.
    await client.query(`comment on database ${name} is ${client.escapeLiteral(file)}`)
  })
  return {
    ownerUrl: databaseUrl(run.adminUrl, name, run.owner),
    serviceUrl: databaseUrl(run.adminUrl, name, run.service),
    async drop() {
      await asAdmin(run.adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}
