import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { exists, keepSecret, makeFolder, readIfExists } from './files.ts'
import { type Account, canEnter } from './postgres-account.ts'
import { Problem } from './problem.ts'

const Cluster = z.object({
  /** Folder of the cluster and, where needed, of the copied server; empty: the data folder itself. */
  home: z.string(),
  passwords: z.object({ superuser: z.string(), owner: z.string(), service: z.string() }),
})

export interface PostgresHome {
  readonly folder: string
  readonly data: string
  readonly passwords: z.infer<typeof Cluster>['passwords']
}

/**
 * Where the cluster of this data folder lies. Below folders that the server's account may not enter (root's home, a
 * folder made by `mktemp -d`) nothing can be kept for it, so the cluster goes to /var/lib, under a name of its own that
 * the data folder remembers: moving the data folder keeps the data, deleting it means beginning anew.
 */
export async function postgresHome(dataDirectory: string, account: Account | undefined): Promise<PostgresHome> {
  const file = join(dataDirectory, 'postgres.json')
  const known = (await readIfExists(file)) ?? (await create(file, dataDirectory, account))
  const { home, passwords } = Cluster.parse(JSON.parse(known))
  const folder = home || dataDirectory
  if (home) await makeFolder(home)
  if (!(await canEnter(folder, account)))
    throw new Problem(
      `The user that PostgreSQL runs as cannot enter ${folder}: make it and the folders above passable (chmod o+x), or move it.`,
    )
  return { folder, data: join(folder, 'postgres'), passwords }
}

async function create(file: string, dataDirectory: string, account: Account | undefined): Promise<string> {
  if (await exists(join(dataDirectory, 'postgres')))
    throw new Problem(
      `${join(dataDirectory, 'postgres')} holds a database but its passwords in ${file} are gone: put the file back or delete the folder.`,
    )
  const reachable = await canEnter(dataDirectory, account)
  const secret = () => randomBytes(24).toString('base64url')
  const cluster: z.infer<typeof Cluster> = {
    home: reachable ? '' : join('/var/lib/kooperacje', randomBytes(8).toString('hex')),
    passwords: { superuser: secret(), owner: secret(), service: secret() },
  }
  return keepSecret(file, `${JSON.stringify(cluster, null, 2)}\n`)
}
