import type { Demo } from './demo.ts'

export interface BannerFacts {
  readonly address: string
  readonly demo: Demo | undefined
  readonly ownDatabase: boolean
  readonly dataDirectory: string
  readonly cluster: string | undefined
  readonly freshKey: string | undefined
}

/** The one block that a start prints: where to go, how to get in, where the data lies, how to stop. */
export function banner(facts: BannerFacts): string {
  const lines = ['', `  Kooperacje 3D is running at ${facts.address}`, '']
  if (facts.demo) {
    const width = Math.max(...facts.demo.logins.map(({ login }) => login.length))
    lines.push('  Demo log-ins')
    for (const { login, password, role } of facts.demo.logins)
      lines.push(`    ${login.padEnd(width)}  ${password}  ${role}`)
    lines.push(`  Demo API key  ${facts.demo.apiKey}`, '')
  } else if (facts.ownDatabase) {
    lines.push('  No demo in a database of your own: KOOP_DEMO=on loads it into an empty one.', '')
  }
  lines.push(`  Data and logs  ${facts.dataDirectory}`)
  if (facts.cluster) lines.push(`  Database       ${facts.cluster}`)
  if (facts.freshKey)
    lines.push(
      `  Master key     ${facts.freshKey}, made just now: without it personal data cannot be read again, so keep a copy.`,
    )
  lines.push('', '  Ctrl-C stops it.', '')
  return lines.join('\n')
}
