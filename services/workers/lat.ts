import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { openEventStore } from '@kooperacje/commands'
import { eventStoreMigrations, migrate, waitForPosition } from '@kooperacje/events'
import { projections, readModelMigrations } from '@kooperacje/readmodels'
import pg from 'pg'
import { pino } from 'pino'
import { workerMigrations } from './src/migrations.ts'
import { setupWakeUps } from './src/queue/producer.ts'
import { tellCases } from './test/history.ts'

const admin = new pg.Client('postgres://postgres@127.0.0.1/postgres')
await admin.connect()
await admin.query('drop database if exists wq_lat')
await admin.query('create database wq_lat')
const url = 'postgres://postgres@127.0.0.1:5432/wq_lat'
await migrate(url, [eventStoreMigrations, readModelMigrations, workerMigrations])
const masterKey = randomBytes(32)
const store = openEventStore({ url, masterKey })
const redisUrl = process.argv[2] === 'redis' ? 'redis://127.0.0.1:6379/4' : undefined
const child = fork('services/workers/src/main.ts', {
  env: {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    KOOP_MASTER_KEY: masterKey.toString('base64'),
    SWEEP_MS: '600000',
    LOG_LEVEL: 'warn',
    WORKERS_PORT: '39123',
    NODE_OPTIONS: process.env.W_OPTS ?? '',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  },
})
const t0 = performance.now()
await once(child, 'message')
console.log('start ms', Math.round(performance.now() - t0))
const wake = setupWakeUps({ databaseUrl: url, redisUrl, logger: pino({ level: 'warn' }) })
const names = projections.map((p) => p.name)
let n = 0
async function one() {
  n++
  let pos = 0
  await tellCases(store.store, 'l', n, n, (l, p) => {
    pos = p
    wake.wake(l, p)
  })
  return pos
}
await one()
await new Promise((r) => setTimeout(r, 1500))
async function measure(label: string, count: number, gap: number) {
  const times: number[] = []
  const waits: Promise<void>[] = []
  for (let i = 0; i < count; i++) {
    const pos = await one()
    const t = performance.now()
    if (i % Math.ceil(count / 100) === 0)
      waits.push(
        waitForPosition(store.pool, names, 'l', pos, 10000).then((ok) => {
          times.push(ok ? performance.now() - t : Infinity)
        }),
      )
    if (gap) await new Promise((r) => setTimeout(r, gap))
  }
  await Promise.all(waits)
  times.sort((a, b) => a - b)
  console.log(
    label,
    'p50',
    times[times.length >> 1]!.toFixed(1),
    'p99',
    times[Math.floor(times.length * 0.99)]!.toFixed(1),
    'max',
    times.at(-1)!.toFixed(1),
    wake.counts,
  )
}
await measure('idle', 50, 50)
await measure('load seq', 1500, 0)
const { execSync } = await import('node:child_process')
console.log('rss kB', execSync(`ps -o rss= -p ${child.pid}`).toString().trim())
console.log(
  (await (await fetch('http://127.0.0.1:39123/metrics')).text())
    .split('\n')
    .filter((l) => /^(nodejs_heap_size|nodejs_external|process_resident|nodejs_heap_space_size_used)/.test(l))
    .join('\n'),
)
child.kill('SIGTERM')
await once(child, 'exit')
await wake.close()
await store.close()
await admin.query('drop database wq_lat')
await admin.end()
