import { launch } from './launch.ts'
import { migrateStore } from './migrate-store.ts'

const service = (name: string) => new URL(`../../services/${name}/src/main.ts`, import.meta.url)

// A terminal that went away must not keep us from ending everything in order.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
  })

process.exitCode = await launch({
  environment: process.env,
  migrate: migrateStore,
  scripts: { api: service('api'), workers: service('workers'), demo: service('demo') },
  say: (text) => console.log(text),
  complain: (text) => console.error(text),
})
