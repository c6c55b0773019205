// Dependencies point inwards: domain imports nothing of ours, events knows no domain, only read models and services
// know both, and infra stands outside of them all. infra/checks/import-rules.spec.ts proves that each rule bites.

const spec = String.raw`\.spec\.ts$|/testing/`
const ours = '^(packages|services|infra|bench|e2e)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-knows-nothing-of-ours',
      comment: 'The domain is the innermost package: what it needs from outside is passed in.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: spec },
      to: { path: ours, pathNot: '^packages/domain/' },
    },
    {
      name: 'domain-has-no-node-modules',
      comment: 'No I/O, no clock, no randomness in the domain: it is replayed over years of history.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-has-no-libraries-but-zod',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: spec },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'tlog-knows-nothing-of-ours',
      comment: 'The proofs are for strangers: they can take this package and have everything that it needs.',
      severity: 'error',
      from: { path: '^packages/tlog/' },
      to: { path: ours, pathNot: '^packages/tlog/' },
    },
    {
      name: 'tlog-has-only-crypto',
      severity: 'error',
      from: { path: '^packages/tlog/src/', pathNot: spec },
      to: { pathNot: ['^packages/tlog/', '^(node:)?crypto$'] },
    },
    {
      name: 'verifier-shares-nothing',
      comment: 'A fault of the program that writes the log must not be repeated by the one that checks it.',
      severity: 'error',
      from: { path: '^packages/verifier/', pathNot: spec },
      to: { path: [ours, 'node_modules/'], pathNot: '^packages/verifier/' },
    },
    {
      name: 'koop-verify-shares-nothing',
      comment:
        'What `koop verify` judges by is the verifier; the store only hands out the nonces, which prove themselves.',
      severity: 'error',
      from: { path: '^services/cli/src/verify/', pathNot: spec },
      to: { path: '^packages/(?!verifier|events)' },
    },
    {
      name: 'events-knows-no-domain',
      comment:
        'The store keeps any event: a rule about cases in it would be a rule in the wrong place. Formats it may know.',
      severity: 'error',
      from: { path: '^packages/events/', pathNot: spec },
      to: { path: ours, pathNot: '^packages/(events|tlog)/' },
    },
    {
      name: 'events-specs-know-no-domain',
      severity: 'error',
      from: { path: '^packages/events/' },
      to: { path: ours, pathNot: ['^packages/(events|tlog)/', '^infra/testing/'] },
    },
    {
      name: 'read-models-know-only-domain-and-events',
      severity: 'error',
      from: { path: '^packages/readmodels/', pathNot: spec },
      to: { path: ours, pathNot: '^packages/(readmodels|domain|events)/' },
    },
    {
      name: 'packages-never-import-services',
      comment: 'Holds for their specs too: what needs a running service is tested in the service or in e2e.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^services/' },
    },
    {
      name: 'witness-knows-only-tlog',
      comment:
        'A partner runs it, and must be able to read all of it: no database, no framework, nothing of the operator.',
      severity: 'error',
      from: { path: '^services/witness/', pathNot: spec },
      to: { path: [ours, 'node_modules/'], pathNot: '^(services/witness|packages/tlog)/' },
    },
    {
      name: 'nothing-imports-e2e-or-bench',
      severity: 'error',
      from: { pathNot: '^(e2e|bench)/' },
      to: { path: '^(e2e|bench)/' },
    },
    {
      name: 'e2e-and-bench-are-apart',
      severity: 'error',
      from: { path: '^(e2e|bench)/' },
      to: { path: '^(e2e|bench)/', pathNot: '^$1/' },
    },
    {
      name: 'infra-is-outermost',
      comment: 'Infra starts the services; a service that imports it could not run without it.',
      severity: 'error',
      from: { path: '^(packages|services)/' },
      to: { path: '^infra/', pathNot: '^infra/testing/' },
    },
    {
      name: 'test-servers-are-for-tests',
      severity: 'error',
      from: { path: '^(packages|services|infra)/', pathNot: spec },
      to: { path: '^infra/testing/' },
    },
    {
      name: 'specs-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: String.raw`\.spec\.ts$` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that is not found would slip through every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Through TypeScript 6, see pnpm-workspace.yaml. swc, the other parser it offers, stops at `await using`.
    parser: 'tsc',
    // Imports of types count: they too make one package know another.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(coverage|[.]data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs'],
    },
  },
}
