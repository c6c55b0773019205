import { setTimeout as sleep } from 'node:timers/promises'
import { WORKERS, type World } from '../system/world.ts'
import type { Fault } from './fault.ts'
import { bringQueueBack, emptyQueueTables, takeQueueAway } from './queue.ts'

/** What became of a fault: the words that its line in the report ends with. */
export type Effect = Readonly<Record<string, string | number | boolean>>

/** Of those that are over at once. */
const NOTHING: Effect = {}

/**
 * Does it, and puts right what it broke. What lasts for longer is handed to `meanwhile`, so that other faults come on top of
 * it.
 */
export async function inject(world: World, fault: Fault, meanwhile: (rest: Promise<void>) => void): Promise<Effect> {
  switch (fault.kind) {
    case 'kill': {
      const parts = fault.parts.map((name) => world.service(name))
      // What is on its way up can only be killed when it is there.
      await Promise.all(parts.map((part) => part.start()))
      await Promise.all(parts.map((part) => part.kill()))
      await sleep(fault.downMs)
      await Promise.all(parts.map((part) => part.start()))
      return NOTHING
    }
    case 'pause': {
      const part = world.service(fault.part)
      part.pause()
      await sleep(fault.ms)
      part.resume()
      return NOTHING
    }
    case 'zombie':
      meanwhile(zombie(world, fault))
      return NOTHING
    case 'postgres':
      return hitPostgres(world, fault)
    case 'redis':
      return hitRedis(world, fault)
    case 'queue-tables':
      if (fault.how === 'emptied') await emptyQueueTables(world)
      else {
        await takeQueueAway(world)
        await bringQueueBack(world)
      }
      return NOTHING
    case 'cut':
      return { connections: await linkOf(world, fault.link).cut(fault.moment) }
    case 'freeze':
      return { connections: await linkOf(world, fault.link).freeze(fault.moment, fault.ms) }
    case 'swallow':
      return { connections: await linkOf(world, fault.link).swallow(fault.moment) }
    case 'disk-full':
      return fillDisk(world, fault.ms)
    case 'clock': {
      const { clock } = world.service(fault.part)
      clock.set(clock.offsetMs + fault.stepMs)
      meanwhile(sleep(fault.ms).then(() => clock.set(clock.offsetMs - fault.stepMs)))
      return NOTHING
    }
  }
}

function linkOf(world: World, name: string) {
  const link = world.links.get(name)
  if (!link) throw new Error(`there is no link ${name}`)
  return link
}

async function zombie(world: World, { part, ms, leadMs }: Fault & { kind: 'zombie' }): Promise<void> {
  const standing = world.service(part)
  const others = WORKERS.filter((name) => name !== part).map((name) => world.service(name).clock)
  standing.pause()
  for (const clock of others) clock.set(clock.offsetMs + leadMs)
  await sleep(ms)
  standing.resume()
  for (const clock of others) clock.set(clock.offsetMs - leadMs)
}

async function hitPostgres({ postgres }: World, { how, downMs }: Fault & { kind: 'postgres' }): Promise<Effect> {
  if (how === 'end-sessions') await postgres.terminateSessions()
  else if (how === 'kill-backend') await postgres.killBackend((pids) => pids[downMs % pids.length] as number)
  else {
    if (how === 'stop-immediate') await postgres.stopImmediately()
    else await postgres.killPostmaster()
    await sleep(downMs)
    await postgres.start()
  }
  return NOTHING
}

async function hitRedis({ redis }: World, { how, downMs }: Fault & { kind: 'redis' }): Promise<Effect> {
  if (!redis) throw new Error('there is no Redis in this run')
  // What a later restart comes back with: the queue as it was some faults ago.
  if (how !== 'old') await redis.remember()
  if (how === 'flush') await redis.flush()
  else if (how === 'pause') {
    redis.pause()
    await sleep(downMs)
    redis.resume()
  } else {
    await redis.kill()
    await sleep(downMs)
    if (how === 'old') await redis.startOld()
    else await redis.start()
  }
  return NOTHING
}

/** The server gives space back now and then, and must not have it. */
const REFILL_MS = 100

async function fillDisk({ disk, postgres }: World, ms: number): Promise<Effect> {
  if (!disk) throw new Error('there is no disk in this run that may be filled')
  for (const until = performance.now() + ms; performance.now() < until; await sleep(REFILL_MS)) disk.fill()
  disk.free()
  // It stops by itself when it cannot write its log, and waits for somebody to make room.
  const stopped = await postgres.hasEnded()
  if (stopped) await postgres.start()
  return { stopped }
}
