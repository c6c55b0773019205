import { expect, it } from 'vitest'
import { readOptions } from './options.ts'

const read = (line: string, hasRedis = true) => readOptions(line.split(' ').filter(Boolean), hasRedis)

it('shares the time between both queues unless one is asked for', () => {
  expect(read('--minutes 30 --seed 7')).toEqual({
    seed: 7,
    seconds: 1800,
    mostFaults: Number.POSITIVE_INFINITY,
    queues: ['redis', 'postgres'],
    broken: null,
    only: [],
  })
  expect(read('--seconds 45 --queue postgres --faults 4')).toMatchObject({
    seconds: 45,
    mostFaults: 4,
    queues: ['postgres'],
  })
})

it('does with PostgreSQL alone where there is no Redis', () => {
  expect(read('', false)).toMatchObject({ queues: ['postgres'] })
})

it('leaves out the queue that none of the chosen faults can hit', () => {
  expect(read('--only redis')).toMatchObject({ queues: ['redis'] })
  expect(read('--only queue-tables')).toMatchObject({ queues: ['postgres'] })
  expect(read('--only redis,queue-tables')).toMatchObject({ queues: ['redis', 'postgres'] })
  expect(read('--only redis --queue postgres')).toEqual({
    faults: ['--only redis hits nothing with --queue postgres.'],
  })
})

it('names every fault of the line at once', () => {
  expect(read('--seed 1.5 --minutes soon --queue rabbit --broken glass --only cut,flood')).toEqual({
    faults: [
      '--seed must be a whole number.',
      '--minutes must be a number from 0 on.',
      '--broken must be one of checkpoint, idempotency, sweeper, unavailable.',
      '--queue must be one of redis, postgres, both.',
      expect.stringMatching(/^--only knows kill, .* and not flood\.$/),
    ],
  })
  expect(read('--minutes 1 --seconds 1')).toMatchObject({ faults: ['Give --minutes or --seconds, not both.'] })
  expect(read('--queue redis', false)).toMatchObject({ faults: [expect.stringContaining('needs redis-server')] })
  expect(read('--haste')).toMatchObject({ faults: [expect.stringContaining('--haste')] })
})
