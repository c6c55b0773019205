import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '@kooperacje/town'
import type { Fault, PlannedFault } from '../faults/fault.ts'
import { APIS, WORKERS } from '../system/world.ts'

/** One text in one file, for another. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** A build that breaks a promise, the faults under which that shows, and the laws of which the checker has to speak. */
export interface BrokenBuild {
  readonly about: string
  readonly edits: (root: string) => readonly Edit[]
  readonly plan: (random: Random) => Fault | null
  readonly caughtBy: readonly string[]
}

const RUNNER = 'packages/events/src/projections/runner.ts'
const TOGETHER = 'packages/events/src/projections/together.ts'
const RUNTIME = 'services/workers/src/runtime.ts'
const PROBLEMS = 'services/api/src/http/problem-handler.ts'
const MIGRATIONS = 'packages/events/migrations'

export const brokenBuilds = {
  checkpoint: {
    about: 'The checkpoint is committed before the rows that the events change.',
    edits: () => [
      { file: RUNNER, find: `    if (events.length > 0) await projection.apply(client, events, store)\n`, replace: '' },
      {
        file: RUNNER,
        find: `    return { outcome: to < head ? 'more' : 'caught-up'`,
        replace: `    await client.query('commit')
    await client.query('begin')
    if (events.length > 0) await projection.apply(client, events, store)
    return { outcome: to < head ? 'more' : 'caught-up'`,
      },
      {
        file: TOGETHER,
        find: '    const taken = new Map<string, number>()\n',
        replace: `    const taken = new Map<string, number>()
    const names = held.map(({ name }) => name)
    const ahead = 'update es.checkpoints set position = $3 where ledger = $1 and projection = any ($2)'
    await client.query(ahead, [ledger, names, head])
    await client.query('commit')
    await client.query('begin')
`,
      },
    ],
    // The answer to the one commit or to the other is never heard: what was to follow it does not.
    plan: (random) =>
      random.chance(70)
        ? { kind: 'cut', link: `${random.pick(WORKERS)}→postgres`, moment: 'answer' }
        : { kind: 'kill', parts: WORKERS, downMs: 0 },
    caughtBy: ['projections-equal-their-fold'],
  },
  idempotency: {
    about: 'Nobody looks whether a key was used before; the second time it is passed over.',
    edits: (root) => {
      const batch = lastDefinition(root, 'es.append')
      const one = lastDefinition(root, 'es.append_one')
      return [
        { file: batch, find: '  if p_keys is not null then\n    for r in', replace: '  if false then\n    for r in' },
        {
          file: batch,
          find: 'where p_keys[i] is not null and (v_outcomes is null or v_outcomes[i] = 0);',
          replace: 'where p_keys[i] is not null and (v_outcomes is null or v_outcomes[i] = 0) on conflict do nothing;',
        },
        { file: one, find: '  if p_key is not null then\n    select', replace: '  if false then\n    select' },
        {
          file: one,
          find: 'values (p_ledger, p_key, p_fingerprint, v_base + 1, 1, v_now);',
          replace: 'values (p_ledger, p_key, p_fingerprint, v_base + 1, 1, v_now) on conflict do nothing;',
        },
      ]
    },
    // The API has done the work, and the client never hears of it.
    plan: (random) => ({ kind: 'cut', link: `client→${random.pick(APIS)}`, moment: 'answer' }),
    caughtBy: ['stored-once'],
  },
  sweeper: {
    about: 'Nobody compares checkpoints with heads; only announcements and wake-ups set projections going.',
    edits: () => [{ file: RUNTIME, find: '    every(settings.sweepMs, () => sweeper.sweep()),\n', replace: '' }],
    // Nothing is heard of the load's last words, as at the end of every session.
    plan: () => null,
    caughtBy: ['projections-catch-up'],
  },
  unavailable: {
    about: 'That the database failed is told as a fault of the program.',
    edits: () => [
      {
        file: PROBLEMS,
        find: `isDatabaseFailure(error) ? 'unavailable' : 'internal-error'`,
        replace: `'internal-error'`,
      },
    ],
    plan: () => ({ kind: 'postgres', how: 'end-sessions', downMs: 0 }),
    caughtBy: ['failures-are-told-as-503'],
  },
} as const satisfies Record<string, BrokenBuild>

export type Broken = keyof typeof brokenBuilds

export function* brokenPlan(broken: Broken, seed: number): Generator<PlannedFault, void, void> {
  const random = new Random(`broken/${broken}/${seed}`)
  for (;;) {
    const fault = brokenBuilds[broken].plan(random)
    if (!fault) return
    yield { afterMs: 300, fault }
  }
}

/** A later migration may define the function anew: what counts is the last one. */
function lastDefinition(root: string, name: string): string {
  const files = readdirSync(join(root, MIGRATIONS)).filter((file) => file.endsWith('.sql'))
  const defining = files.sort().filter((file) => {
    const sql = readFileSync(join(root, MIGRATIONS, file), 'utf8')
    return sql.includes(`create function ${name}(`) || sql.includes(`create or replace function ${name}(`)
  })
  const last = defining.at(-1)
  if (!last) throw new Error(`no migration defines ${name}`)
  return `${MIGRATIONS}/${last}`
}
