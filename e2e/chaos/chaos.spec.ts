import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { brokenBuilds } from './broken/builds.ts'
import { hasRedisServer } from './system/redis.ts'

const RUN = fileURLToPath(new URL('run.ts', import.meta.url))
const queues = hasRedisServer ? ['redis', 'postgres'] : ['postgres']

/** As from the command line; the lines that it printed, and what was wrong. */
function chaos(...args: readonly string[]): Promise<{ code: unknown; lines: Record<string, unknown>[]; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [RUN, ...args], { maxBuffer: 2 ** 26 }, (error, out, said) => {
      const lines = out
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
      resolve({ code: error?.code ?? 0, lines, said })
    })
  })
}

describe.each(queues)('the system with its queue on %s', (queue) => {
  it('loses nothing and does nothing twice, whatever breaks', { timeout: 900_000 }, async () => {
    const { code, lines, said } = await chaos('--seconds', '25', '--seed', '1', '--queue', queue)
    const last = lines.at(-1)
    expect({ code, laws: last?.laws, said }, JSON.stringify(lines, null, 1)).toEqual({ code: 0, laws: [], said: '' })
    expect(last?.faults).toBeGreaterThan(0)
  })
})

describe('the checker', () => {
  it.each(Object.entries(brokenBuilds))('catches a broken %s', { timeout: 900_000 }, async (broken) => {
    const { code, lines, said } = await chaos('--broken', broken, '--seconds', '6')
    expect(lines.at(-1), said).toMatchObject({ broken, caught: true })
    expect(code).toBe(0)
  })
})
