import { builtInModel, type ModelDocument } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'

describe('koop model changes', () => {
  const draft: ModelDocument = JSON.parse(JSON.stringify({ ...builtInModel, version: '1.1' }))
  draft.parameters.minTeamMembers = 5
  for (const rule of draft.deadlines) if (rule.id === 'P-11') rule.due = { after: { count: 7, unit: 'CALENDAR_DAYS' } }
  const changes = (document: object, ...args: string[]) =>
    koop(['model', 'changes', '-', ...args], {}, JSON.stringify(document))

  it('names what a draft changes of the version that comes with the software, without a database', async () => {
    const { code, lines } = await changes(draft)
    expect(code).toBe(0)
    expect(lines[0]).toBe('version 1.1 beside version 1.0')
    expect(lines).toContainEqual(expect.stringMatching(/^changed {2}parameters\.minTeamMembers +3 +5$/))
    expect(lines).toContainEqual(expect.stringMatching(/^changed {2}deadlines\.P-11\.due\.after\.count +14 +7$/))
  })

  it('has everything as JSON, and says when there is nothing', async () => {
    expect(JSON.parse((await changes(draft, '--json')).out)).toMatchObject({
      from: '1.0',
      to: '1.1',
      changes: [{ what: 'PARAMETER' }, { what: 'DEADLINE', id: 'P-11' }],
    })
    expect((await changes({ ...builtInModel, version: '1.1' })).out).toBe('version 1.1 says the same as version 1.0\n')
  })

  it('refuses a draft that cannot be meant', async () => {
    const { code, err } = await changes({ ...draft, sectors: [] })
    expect(code).toBe(1)
    expect(err).toContain('sectors')
  })
})
