import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nodeFlags } from './node-flags.ts'

describe('the flags of Node', () => {
  it('are the same in the image and in the guide', () => {
    const at = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
    const options = `NODE_OPTIONS=${nodeFlags.join(' ')}`
    expect(at('infra/docker/Dockerfile')).toContain(`ENV ${options}\n`)
    expect(at('docs/guides/run-on-your-servers.md')).toMatch(new RegExp(`export ${options} +#`))
  })
})
