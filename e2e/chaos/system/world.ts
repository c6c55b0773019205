import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { LogSigning } from '@kooperacje/events'
import { freePort } from '@kooperacje/infra/local'
import { Clock } from './clock.ts'
import { Disk } from './disk.ts'
import { Link } from './link.ts'
import { MailServer } from './mail-server.ts'
import { Postgres } from './postgres.ts'
import { RedisServer } from './redis.ts'
import { Service } from './service.ts'

export type QueueKind = 'postgres' | 'redis'

export interface WorldOptions {
  /** The sources that are run: the repository, or a copy of it that was broken on purpose. */
  readonly root: string
  readonly folder: string
  readonly queue: QueueKind
  /** Of the file system that the database is on, so that it can be filled; 0: it is on none of its own. */
  readonly diskMegabytes: number
}

export const APIS = ['api-1', 'api-2'] as const
export const WORKERS = ['worker-1', 'worker-2'] as const
export type ServiceName = (typeof APIS)[number] | (typeof WORKERS)[number]

/** Where links in mails lead, and the right side of their Message-IDs. */
export const PUBLIC_HOST = 'koop.example.test'

/** Quick, so that much happens in little time; what the settings are for stays as it is. */
const PACE = {
  SWEEP_MS: '500',
  DEADLINES_MS: '1500',
  NOTICE_SETTLE_MS: '4000',
  MAIL_MS: '500',
  QUERY_TIMEOUT_MS: '8000',
  SEAL_MS: '700',
  LOG_CHECK_MS: '2000',
}

/** The whole system as processes, with a proxy on every way between two of them. */
export class World {
  readonly options: WorldOptions
  readonly masterKey = randomBytes(32)
  readonly signing: LogSigning = { originPrefix: 'koop.example.test/ledgers', seeds: [randomBytes(32)] }
  readonly postgres: Postgres
  readonly redis: RedisServer | null
  readonly mails: MailServer
  /** Null where this user may not mount a file system that can be filled. */
  readonly disk: Disk | null
  readonly services: ReadonlyMap<ServiceName, Service>
  /** By name, `api-1→postgres`; `client→api-1` leads in. */
  readonly links: ReadonlyMap<string, Link>

  static async start(options: WorldOptions): Promise<World> {
    const { folder } = options
    mkdirSync(folder, { recursive: true })
    // PostgreSQL runs as another user where we are root.
    chmodSync(folder, 0o755)
    const disk = options.diskMegabytes > 0 ? Disk.mount(join(folder, 'disk'), options.diskMegabytes) : null
    const postgres = new Postgres(join(folder, 'disk', 'data'))
    const redis = options.queue === 'redis' ? await RedisServer.start(join(folder, 'redis')) : null
    const world = new World(options, { postgres, redis, mails: await MailServer.start(), disk })
    try {
      await postgres.start()
      await migrate(options.root, postgres.server.ownerUrl)
      await world.#open()
    } catch (error) {
      await world.stop()
      throw error
    }
    return world
  }

  private constructor(options: WorldOptions, parts: Pick<World, 'postgres' | 'redis' | 'mails' | 'disk'>) {
    this.options = options
    this.postgres = parts.postgres
    this.redis = parts.redis
    this.mails = parts.mails
    this.disk = parts.disk
    this.services = new Map()
    this.links = new Map()
  }

  service(name: ServiceName): Service {
    const service = this.services.get(name)
    if (!service) throw new Error(`there is no ${name}`)
    return service
  }

  get workers(): readonly Service[] {
    return WORKERS.map((name) => this.service(name))
  }

  /** Where a client reaches this API. */
  address(api: (typeof APIS)[number]): string {
    return `http://127.0.0.1:${this.links.get(`client→${api}`)?.port}`
  }

  /** Where a service says whether it can do its work. */
  readiness(name: ServiceName): URL | null {
    const { address, environment } = this.service(name)
    const base = address ?? (environment.WORKERS_PORT ? `http://127.0.0.1:${environment.WORKERS_PORT}` : null)
    return base ? new URL('/readyz', base) : null
  }

  async #open(): Promise<void> {
    for (const name of APIS) {
      await this.#make(name, 'api', { PORT: '0' })
      await this.#link('client', name, () => Number(this.service(name).address?.port ?? 1))
    }
    for (const name of WORKERS) {
      const mail = await this.#link(name, 'mail', () => this.mails.port)
      await this.#make(name, 'workers', {
        ...PACE,
        WORKERS_PORT: String(await freePort()),
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MAIL_FALLBACK: 'office@example.test',
        KOOP_LOG_KEY: Buffer.from(this.signing.seeds[0]!).toString('base64'),
        KOOP_LOG_ORIGIN: this.signing.originPrefix,
        PUBLIC_URL: `https://${PUBLIC_HOST}`,
      })
    }
    // The first of each kind compiles for the other.
    for (const name of [0, 1]) {
      await Promise.all([APIS, WORKERS].map((kind) => this.service(kind[name] as ServiceName).start()))
    }
  }

  async #make(name: ServiceName, program: 'api' | 'workers', environment: NodeJS.ProcessEnv): Promise<void> {
    const { root, folder } = this.options
    const postgres = await this.#link(name, 'postgres', () => this.postgres.port)
    const redis = this.redis
    const redisLink = redis ? await this.#link(name, 'redis', () => redis.port) : null
    const service = new Service({
      name,
      script: join(root, 'services', program, 'src', 'main.ts'),
      folder,
      clock: new Clock(join(folder, `${name}.clock`)),
      environment: {
        DATABASE_URL: Object.assign(new URL(this.postgres.server.serviceUrl), { port: String(postgres.port) }).href,
        ...(redisLink ? { REDIS_URL: `redis://127.0.0.1:${redisLink.port}` } : {}),
        KOOP_MASTER_KEY: this.masterKey.toString('base64'),
        // The suite has one for all that it starts.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(folder, 'compile-cache'),
        ...environment,
      },
    })
    ;(this.services as Map<ServiceName, Service>).set(name, service)
  }

  async #link(from: string, to: string, target: () => number): Promise<Link> {
    const link = await Link.open(`${from}→${to}`, target)
    ;(this.links as Map<string, Link>).set(link.name, link)
    return link
  }

  /** Ends everything. With `keep` the data of the database outlives the file system that it was on. */
  async stop({ keep = false } = {}): Promise<void> {
    this.disk?.free()
    this.redis?.resume()
    await Promise.all([...this.services.values()].map((service) => service.stop()))
    for (const link of this.links.values()) link.close()
    await Promise.all([this.mails.stop(), this.redis?.kill(), this.postgres.stop()])
    if (!this.disk) return
    if (keep) execFileSync('cp', ['-a', join(this.disk.folder, 'data'), this.options.folder])
    this.disk.unmount()
  }
}

async function migrate(root: string, ownerUrl: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'infra', 'local', 'migrate.ts')], {
    env: { PATH: process.env.PATH, DATABASE_MIGRATION_URL: ownerUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)])
  if (code !== 0) throw new Error(`the migrations failed: ${said}`)
}
