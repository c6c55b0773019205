import { Client } from 'pg'
import type { PostgresHome } from './postgres-home.ts'

/** The role that migrations grant to; log-ins of services are members of it and own nothing. */
export const SERVICE_ROLE = 'kooperacje_service'
export const OWNER = 'kooperacje_owner'
export const SERVICE = 'kooperacje_app'
export const DATABASE = 'kooperacje'

export async function ensureRolesAndDatabase(adminUrl: string, passwords: PostgresHome['passwords']): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const [role, options] of [
      [SERVICE_ROLE, 'nologin'],
      [OWNER, `login password ${client.escapeLiteral(passwords.owner)}`],
      [SERVICE, `login password ${client.escapeLiteral(passwords.service)}`],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (!rowCount) await client.query(`create role ${role} ${options}`)
    }
    await client.query(`grant ${SERVICE_ROLE} to ${SERVICE}`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE} owner ${OWNER}`)
    await client.query(`revoke connect, temporary on database ${DATABASE} from public`)
    await client.query(`grant connect on database ${DATABASE} to ${SERVICE_ROLE}`)
  } finally {
    await client.end()
  }
}

export async function recreateDatabase(adminUrl: string, passwords: PostgresHome['passwords']): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`drop database ${DATABASE} with (force)`)
  } finally {
    await client.end()
  }
  await ensureRolesAndDatabase(adminUrl, passwords)
}
