import { builtInModel } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, type Town } from '../testing/town.ts'

describe('koop model show', () => {
  const document = { ...builtInModel, version: '1.1', parameters: { ...builtInModel.parameters, minInstitutions: 4 } }
  const occurredAt = '2026-03-02T09:00:00Z'
  let town: Town

  beforeAll(async () => {
    town = await foundTown()
    await town.tell('model/1.1', [
      { type: 'ModelVersionDrafted', occurredAt, data: { document } },
      { type: 'ModelVersionPublished', occurredAt, data: {} },
    ])
    await town.tell('model/1.2', [
      { type: 'ModelVersionDrafted', occurredAt, data: { document: { ...document, version: '1.2' } } },
    ])
  })
  afterAll(() => town?.close())

  const show = (...args: string[]) => koop(['model', 'show', ...args], town.environment)

  it('prints the version that comes with the software, without a database', async () => {
    const { code, out } = await koop(['model', 'show'], {})
    expect({ code, printed: JSON.parse(out) }).toEqual({ code: 0, printed: JSON.parse(JSON.stringify(builtInModel)) })
  })

  it('prints what a local authority has published, as it was published', async () => {
    const { code, out } = await show('--version', '1.1', '--ledger', LEDGER)
    expect({ code, printed: JSON.parse(out) }).toEqual({ code: 0, printed: JSON.parse(JSON.stringify(document)) })
  })

  it('refuses a version that was only drafted: nobody may rely on it yet', async () => {
    expect(await show('--version', '1.2', '--ledger', LEDGER)).toMatchObject({
      code: 1,
      err: `koop: ledger ${LEDGER} has published no version 1.2 of the model\n`,
    })
  })

  it('refuses a ledger that is not there', async () => {
    const { code, err } = await show('--version', '1.1', '--ledger', '9999999')
    expect(code).toBe(1)
    expect(err).toContain('9999999')
  })

  it('asks for the ledger of a version that does not come with the software', async () => {
    const { code, err } = await show('--version', '1.1')
    expect(code).toBe(2)
    expect(err).toContain('--ledger')
  })
})
