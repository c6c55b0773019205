import { randomBytes } from 'node:crypto'
import { catchUp, postgresSubjectKeys } from '@kooperacje/events'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { projections } from '@kooperacje/readmodels'
import type { FastifyInstance } from 'fastify'
import { type AppOptions, buildApp } from '../../app.ts'
import type { Role } from '../../auth/permissions.ts'
import type { ApiContext } from '../../http/context.ts'
import type { Step } from './step.ts'
import { referralsAndCases } from './town-cases.ts'
import { formation } from './town-formation.ts'
import { governance } from './town-governance.ts'

export const LEDGER = '2416021'

/** The clock of the pages: some deadlines are past, some near. */
const NOW = new Date('2020-03-02T10:00:00Z')

const PASSWORD = 'correct horse battery staple'
const LOGINS = {
  LEADER: { login: 'leader', institutionId: 'mops' },
  COORDINATOR: { login: 'coordinator', institutionId: 'mops' },
  PARTNER: { login: 'school', institutionId: 'sp-1' },
  OBSERVER: { login: 'observer', institutionId: null },
  REGION: { login: 'region', institutionId: null },
  SUPPORT: { login: 'coach', institutionId: null },
  AUDITOR: { login: 'auditor', institutionId: null },
} as const satisfies Record<Role, unknown>

export interface Town {
  readonly app: FastifyInstance
  readonly context: ApiContext
  readonly password: string
  readonly masterKey: Buffer
  /** Does these through the API's own routes, and takes them into the read models. */
  readonly does: (...steps: readonly Step[]) => Promise<void>
  /** The page as a browser of that role gets it; null for nobody. */
  readonly visit: (role: Role | 'POLICE' | null, path: string, headers?: Record<string, string>) => Promise<Answer>
  /** Sends a form as a browser of that role does. */
  readonly send: (role: Role, path: string, form: Form, headers?: Record<string, string>) => Promise<Answer>
  /** Destroys the key of a person, and visits as a process that never had it in memory. */
  readonly visitAfterForgetting: (subject: string, role: Role, path: string) => Promise<Answer>
  readonly close: () => Promise<void>
}

/** Fields by name; several values of one name as a list. */
export type Form = Readonly<Record<string, string | readonly string[]>>

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
}

/** A local authority with a working partnership, referrals in every state and cases at several stages. */
export async function openTown(more: Pick<AppOptions, 'heartbeatMs' | 'trustedProxies'> = {}): Promise<Town> {
  const database = await createTestDatabase()
  const options = {
    databaseUrl: database.serviceUrl,
    masterKey: randomBytes(32),
    logger: false,
    now: () => NOW,
    poolSize: 4,
    // No worker runs beside: waiting for a projection would be in vain.
    waitMs: 50,
    ...more,
  } as const
  const { app, context } = await buildApp(options)
  const cookies = new Map<string, string>()
  for (const [role, { login, institutionId }] of Object.entries(LOGINS)) {
    await addUser(login, role as Role, institutionId)
    cookies.set(role, await cookieOf(login))
  }
  await addUser('police', 'PARTNER', 'kpp')
  cookies.set('POLICE', await cookieOf('police'))

  async function addUser(login: string, role: Role, institutionId: string | null) {
    const actorId = `${login}-1`
    await context.users.create({ login, password: PASSWORD, role, actorId, institutionId, ledgers: [LEDGER] })
  }

  async function cookieOf(login: string): Promise<string> {
    const token = await context.users.logIn(login, PASSWORD)
    return `koop_session=${token}`
  }

  const keys = new Map<string, string>()
  async function keyOf(role: Role, institutionId: string): Promise<string> {
    const name = `${role}/${institutionId}`
    const key = keys.get(name) ?? (await context.keys.create({ label: name, role, institutionId, ledgers: [LEDGER] }))
    keys.set(name, key)
    return key
  }

  async function does(...steps: readonly Step[]) {
    for (const { as, institution, on, post, body } of steps) {
      const { statusCode, body: answer } = await app.inject({
        method: 'POST',
        url: `/v1/${LEDGER}${post}`,
        headers: { authorization: `Bearer ${await keyOf(as, institution)}` },
        payload: { ...body, occurredAt: `${on}T09:00:00Z` },
      })
      if (statusCode >= 300) throw new Error(`${post} was refused: ${answer}`)
    }
    for (const projection of projections) await catchUp(context.pool, context.codec, projection, LEDGER)
  }

  async function visit(
    on: FastifyInstance,
    role: Role | 'POLICE' | null,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = [role === null ? '' : cookies.get(role), headers.cookie].filter(Boolean).join('; ')
    const response = await on.inject({ method: 'GET', url: path, headers: { accept: 'text/html', ...headers, cookie } })
    return { status: response.statusCode, text: response.body, headers: response.headers }
  }

  await does(...formation, ...referralsAndCases, ...governance)
  return {
    app,
    context,
    password: PASSWORD,
    masterKey: options.masterKey,
    does,
    visit: (role, path, headers) => visit(app, role, path, headers),
    async send(role, path, form, headers = {}) {
      const fields = Object.entries(form).flatMap(([name, value]) =>
        [value].flat().map((each): [string, string] => [name, each]),
      )
      const response = await app.inject({
        method: 'POST',
        url: path,
        headers: {
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          ...headers,
          cookie: cookies.get(role) ?? '',
        },
        payload: new URLSearchParams(fields).toString(),
      })
      return { status: response.statusCode, text: response.body, headers: response.headers }
    },
    async visitAfterForgetting(subject, role, path) {
      await postgresSubjectKeys(context.pool).destroy(LEDGER, subject)
      const other = await buildApp(options)
      const answer = await visit(other.app, role, path)
      await other.app.close()
      return answer
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
}
