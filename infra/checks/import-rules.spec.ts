import { spawnSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../local/testing/folders.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TOOL = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

const WORKSPACE = {
  domain: 'packages/domain',
  events: 'packages/events',
  readmodels: 'packages/readmodels',
  tlog: 'packages/tlog',
  verifier: 'packages/verifier',
  api: 'services/api',
  cli: 'services/cli',
  workers: 'services/workers',
  witness: 'services/witness',
  infra: 'infra',
  bench: 'bench',
  e2e: 'e2e',
}

/** What each rule has to find: the file that is planted, and what it imports. */
const FORBIDDEN: [rule: string, file: string, imported: string][] = [
  ['domain-knows-nothing-of-ours', 'packages/domain/src/a.ts', '@kooperacje/events'],
  ['domain-has-no-node-modules', 'packages/domain/src/b.ts', 'node:fs'],
  ['domain-has-no-node-modules', 'packages/domain/src/c.ts', 'crypto'],
  ['domain-has-no-libraries-but-zod', 'packages/domain/src/d.ts', 'pg'],
  ['tlog-knows-nothing-of-ours', 'packages/tlog/src/a.ts', '@kooperacje/events'],
  ['tlog-has-only-crypto', 'packages/tlog/src/b.ts', 'node:fs'],
  ['tlog-has-only-crypto', 'packages/tlog/src/c.ts', 'zod'],
  ['verifier-shares-nothing', 'packages/verifier/src/a.ts', '@kooperacje/tlog'],
  ['verifier-shares-nothing', 'packages/verifier/src/b.ts', 'zod'],
  ['koop-verify-shares-nothing', 'services/cli/src/verify/a.ts', '@kooperacje/tlog'],
  ['events-knows-no-domain', 'packages/events/src/a.ts', '@kooperacje/domain'],
  ['events-knows-no-domain', 'packages/events/src/b.ts', '../../readmodels/src/index.ts'],
  ['events-specs-know-no-domain', 'packages/events/src/a.spec.ts', '@kooperacje/domain'],
  ['read-models-know-only-domain-and-events', 'packages/readmodels/src/a.ts', '@kooperacje/api'],
  ['packages-never-import-services', 'packages/readmodels/src/a.spec.ts', '@kooperacje/workers'],
  ['witness-knows-only-tlog', 'services/witness/src/a.ts', '@kooperacje/events'],
  ['witness-knows-only-tlog', 'services/witness/src/b.ts', 'pg'],
  ['nothing-imports-e2e-or-bench', 'services/api/src/a.ts', '@kooperacje/bench'],
  ['nothing-imports-e2e-or-bench', 'services/api/src/b.spec.ts', '@kooperacje/e2e'],
  ['e2e-and-bench-are-apart', 'bench/src/a.ts', '@kooperacje/e2e'],
  ['infra-is-outermost', 'services/api/src/c.ts', '@kooperacje/infra'],
  ['test-servers-are-for-tests', 'services/api/src/d.ts', '../../../infra/testing/index.ts'],
  ['specs-are-not-imported', 'services/workers/src/a.ts', './b.spec.ts'],
  ['no-cycles', 'services/workers/src/c.ts', './d.ts'],
  ['everything-resolves', 'services/workers/src/e.ts', '@kooperacje/gone'],
]

const ALLOWED: [file: string, imported: string][] = [
  ['packages/domain/src/z.ts', 'zod'],
  ['packages/domain/src/z.spec.ts', 'node:fs'],
  ['packages/events/src/z.ts', 'pg'],
  ['packages/events/src/y.ts', '@kooperacje/tlog'],
  ['packages/tlog/src/z.ts', 'node:crypto'],
  ['packages/events/src/z.spec.ts', '../../../infra/testing/index.ts'],
  ['packages/readmodels/src/z.ts', '@kooperacje/domain'],
  ['packages/readmodels/src/y.ts', '@kooperacje/events'],
  ['services/api/src/z.ts', '@kooperacje/workers'],
  ['services/api/src/y.ts', '@kooperacje/readmodels'],
  ['packages/verifier/src/z.ts', 'node:crypto'],
  ['packages/verifier/src/z.spec.ts', '@kooperacje/tlog'],
  ['services/cli/src/verify/z.ts', '@kooperacje/verifier'],
  ['services/witness/src/z.ts', '@kooperacje/tlog'],
  ['services/witness/src/y.ts', 'node:http'],
  ['infra/src/z.ts', '@kooperacje/api'],
  ['bench/src/z.ts', '@kooperacje/infra'],
  ['e2e/src/z.ts', '../../infra/testing/index.ts'],
]

it('every import rule bites, and bites nothing else', async () => {
  const folder = await temporaryFolder()
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  await mkdir(join(folder, 'node_modules/@kooperacje'), { recursive: true })
  for (const [name, path] of Object.entries(WORKSPACE)) {
    await write(`${path}/package.json`, JSON.stringify({ name: `@kooperacje/${name}`, exports: './src/index.ts' }))
    await write(`${path}/src/index.ts`, `export const name: string = '${name}'\n`)
    await symlink(join(folder, path), join(folder, 'node_modules/@kooperacje', name))
  }
  for (const name of ['zod', 'pg']) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    await write(`node_modules/${name}/index.js`, '')
  }
  await write('infra/testing/index.ts', 'export {}\n')
  await write('services/workers/src/b.spec.ts', 'export {}\n')
  // The cycle is closed by a type and by an import inside a function: neither hides it.
  await write('services/workers/src/d.ts', `export const later = () => import('./c.ts')\n`)
  for (const [file, imported] of [...FORBIDDEN.map(([, ...planted]) => planted), ...ALLOWED] as const)
    await write(file, `import type * as imported from '${imported}'\nexport type Imported = typeof imported\n`)

  const run = spawnSync(
    process.execPath,
    [
      TOOL,
      '--config',
      join(ROOT, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'packages',
      'services',
      'infra',
      'bench',
      'e2e',
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } }
  const found = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))
  for (const [rule, file] of FORBIDDEN) expect([...found], `${rule} in ${file}`).toContain(`${rule}: ${file}`)
  const planted = new Set(['services/workers/src/d.ts', ...FORBIDDEN.map(([, file]) => file)])
  expect([...found].filter((violation) => !planted.has(violation.split(': ')[1] ?? ''))).toEqual([])

  const { forbidden } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as {
    forbidden: { name: string }[]
  }
  expect(new Set(FORBIDDEN.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)))
})
