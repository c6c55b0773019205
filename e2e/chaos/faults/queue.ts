import type { World } from '../system/world.ts'

const DEADLOCK = '40P01'

/** Wherever the queue lives, it is gone, with all that it held. */
export async function takeQueueAway(world: World): Promise<void> {
  if (world.redis) await world.redis.kill()
  else await insist(world, 'drop schema queue cascade')
}

export async function bringQueueBack(world: World): Promise<void> {
  if (world.redis) await world.redis.start()
  else await insist(world, 'create schema queue; grant usage, create on schema queue to kooperacje_service')
}

/** Every job is gone; which migrations the tables have seen is not a job. */
export async function emptyQueueTables(world: World): Promise<void> {
  await insist(
    world,
    `do $$ declare tables text; begin
       select string_agg(format('queue.%I', tablename), ', ') into tables
         from pg_tables where schemaname = 'queue' and tablename not like '%migration%';
       if tables is not null then execute 'truncate ' || tables; end if;
     end $$`,
  )
}

/** Whoever uses the tables at this moment may make a deadlock of it. */
async function insist({ postgres }: World, sql: string): Promise<void> {
  for (;;) {
    try {
      await postgres.ask(sql)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK) throw error
    }
  }
}
