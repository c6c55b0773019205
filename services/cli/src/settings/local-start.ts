import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../command-line/sentence.ts'

/**
 * What `pnpm start` keeps in its data folder (infra/local): the passwords of its server, the server's own lock file
 * with the port it got, and its keys. Infra starts the services and is imported by none of them, so the files are
 * the interface: services/cli/src/settings/local-start.spec.ts holds them as they are written.
 */
export interface LocalStart {
  readonly server:
    | { readonly is: 'running'; readonly url: Kept }
    | { readonly is: 'stopped'; readonly data: string }
    | { readonly is: 'unreadable'; readonly why: string }
    | { readonly is: 'none' }
  readonly masterKey: Kept | undefined
  /** What the history is signed with. */
  readonly logKey: Kept | undefined
}

interface Kept {
  readonly value: string
  readonly file: string
}

const Cluster = z.object({ home: z.string(), passwords: z.object({ service: z.string() }) })
/** Under which it signs, unless it is told another name. */
export const LOCAL_ORIGIN = 'kooperacje.localhost/ledgers'
const DATABASE = 'kooperacje'
const SERVICE = 'kooperacje_app'
/** Lines of `postmaster.pid`, as PostgreSQL's own tools count them. */
const PID_LINE = 0
const PORT_LINE = 3
const STATUS_LINE = 7

export async function readLocalStart(dataDirectory: string): Promise<LocalStart> {
  return {
    server: await readServer(dataDirectory),
    masterKey: await readKey(join(dataDirectory, 'master.key')),
    logKey: await readKey(join(dataDirectory, 'log.key')),
  }
}

async function readKey(file: string): Promise<Kept | undefined> {
  const key = await readIfAllowed(file)
  return typeof key === 'string' ? { value: key.trim(), file } : undefined
}

async function readServer(dataDirectory: string): Promise<LocalStart['server']> {
  const file = join(dataDirectory, 'postgres.json')
  const text = await readIfAllowed(file)
  if (text === undefined) return { is: 'none' }
  if (typeof text !== 'string') return { is: 'unreadable', why: notAllowed(file) }
  const cluster = Cluster.safeParse(parsed(text))
  if (!cluster.success) return { is: 'unreadable', why: `${file} is not as \`pnpm start\` writes it` }

  const { home, passwords } = cluster.data
  const data = join(home || dataDirectory, 'postgres')
  const lock = await readIfAllowed(join(data, 'postmaster.pid'))
  if (lock !== undefined && typeof lock !== 'string') return { is: 'unreadable', why: notAllowed(data) }
  const lines = lock?.split('\n') ?? []
  const port = Number(lines[PORT_LINE])
  const ready = lines[STATUS_LINE]?.trim() === 'ready'
  if (!ready || !Number.isInteger(port) || !isAlive(Number(lines[PID_LINE]))) return { is: 'stopped', data }
  const value = `postgres://${SERVICE}:${passwords.service}@127.0.0.1:${port}/${DATABASE}`
  return { is: 'running', url: { value, file } }
}

const notAllowed = (path: string) => `${path} may not be read: run this as the user who ran \`pnpm start\``

/** The text, undefined when there is no such file, or that it may not be read. */
async function readIfAllowed(path: string): Promise<string | undefined | { readonly refused: true }> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') return { refused: true }
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** After a crash the lock file stays; the process it names may then be gone. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, but somebody else's: as root, the server runs under another account.
    return codeOf(error) === 'EPERM'
  }
}
