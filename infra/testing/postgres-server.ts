import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { lives } from '../local/lives.ts'
import { startEmbeddedPostgres } from '../local/postgres.ts'
import { containerOrNothing, dockerAnswers } from './docker.ts'

/** Where the test databases are made. */
export interface TestServer {
  readonly adminUrl: string
  readonly description: string
  stop(): Promise<void>
}

const IMAGE = 'postgres:18'

/** The server that was named; else one in a container; else one of our own in a temporary folder. */
export async function startTestServer(environment: NodeJS.ProcessEnv = process.env): Promise<TestServer> {
  for (const name of ['TEST_DATABASE_URL', 'DATABASE_URL']) {
    const url = environment[name]
    if (url) return { adminUrl: url, description: `PostgreSQL of ${name}`, stop: async () => {} }
  }
  return (await contained()) ?? (await embedded())
}

async function contained(): Promise<TestServer | undefined> {
  if (!(await dockerAnswers())) return undefined
  const { GenericContainer, Wait } = await import('testcontainers')
  const container = await containerOrNothing(IMAGE, () =>
    new GenericContainer(IMAGE)
      .withEnvironment({ POSTGRES_PASSWORD: 'test' })
      .withExposedPorts(5432)
      .withCommand(['postgres', '-c', 'max_connections=200', '-c', 'jit=off'])
      // The image starts the server twice; only the second one listens to the network.
      .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
      .start(),
  )
  return (
    container && {
      adminUrl: `postgres://postgres:test@${container.getHost()}:${container.getMappedPort(5432)}/postgres`,
      description: `${IMAGE} in a container`,
      stop: async () => void (await container.stop()),
    }
  )
}

const FOLDER = 'koop-test-'

async function embedded(): Promise<TestServer> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`))
  // Made for its owner only, but as root the server runs under another account.
  await chmod(folder, 0o755)
  // As durable as in earnest, though nobody keeps this data: `koop doctor` is tested on it too. What it costs, measured on
  // 2 cores: dropping a database takes 0.2 s in place of 0.03 s, 2,000 commits 0.6 s in place of 0.3 s.
  const server = await startEmbeddedPostgres({ dataDirectory: folder })
  return {
    adminUrl: server.adminUrl,
    description: 'embedded PostgreSQL 18',
    async stop() {
      await server.stop()
      await rm(dirname(server.data), { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Removes the folders of test runs that were killed; their servers were stopped by their guards. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : 0
    if (pid > 0 && !lives(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}
