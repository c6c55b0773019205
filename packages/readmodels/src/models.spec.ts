import { builtInModel, ModelVersionDrafted, ModelVersionPublished, ModelVersionRevised } from '@kooperacje/domain'
import type { ClientBase, PoolClient } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { modelsOf } from './models.ts'
import { type Archive, type History, openArchive } from './testing/history.ts'

describe('the versions of the model that a ledger has published', () => {
  let archive: Archive
  let client: PoolClient
  let history: History
  let documentsRead: number
  let counting: ClientBase

  beforeAll(async () => {
    archive = await openArchive()
    client = await archive.pool.connect()
    counting = {
      async query(...asked: Parameters<typeof client.query>) {
        const result = (await client.query(...asked)) as unknown as { rows: readonly object[] }
        documentsRead += result.rows.filter((row) => 'payload' in row).length
        return result
      },
    } as unknown as ClientBase
  })
  afterAll(async () => {
    client.release()
    await archive.close()
  })
  beforeEach(() => {
    history = archive.ledger()
    documentsRead = 0
  })

  const models = () => modelsOf(counting, history.ledger)
  const teamsOf = async (version: string) => (await models())(version).parameters.minTeamMembers

  const draft = (version: string, minTeamMembers: number) => ({
    document: {
      ...builtInModel,
      version,
      basedOn: '1.0',
      parameters: { ...builtInModel.parameters, minTeamMembers },
    },
  })
  async function publish(version: string, minTeamMembers: number): Promise<void> {
    await history.tell('2019-03-01', `model/${version}`, ModelVersionDrafted, draft(version, minTeamMembers))
    await history.tell('2019-03-29', `model/${version}`, ModelVersionPublished, {})
  }

  it('are known as soon as they are published', async () => {
    await publish('1.1', 4)
    expect(await teamsOf('1.1')).toBe(4)
    await publish('1.2', 5)
    expect([await teamsOf('1.1'), await teamsOf('1.2')]).toEqual([4, 5])
  })

  it('are not known before, and then as they were revised last', async () => {
    await history.tell('2019-03-01', 'model/1.1', ModelVersionDrafted, draft('1.1', 4))
    await expect(teamsOf('1.1')).rejects.toThrow('1.1')
    await history.tell('2019-03-02', 'model/1.1', ModelVersionRevised, draft('1.1', 6))
    await history.tell('2019-03-29', 'model/1.1', ModelVersionPublished, {})
    expect(await teamsOf('1.1')).toBe(6)
  })

  it('are read once, however often they are asked for', async () => {
    await publish('1.1', 4)
    await models()
    const read = documentsRead
    expect(read).toBeGreaterThan(0)
    for (let n = 0; n < 3; n++) expect(await teamsOf('1.1')).toBe(4)
    expect(documentsRead).toBe(read)
  })

  it('are read again when others were asked for since, more than are kept', async () => {
    await publish('1.1', 4)
    const first = history
    await models()
    for (let n = 0; n < 40; n++) {
      history = archive.ledger()
      await publish('1.1', 4)
      await models()
    }
    history = first
    const read = documentsRead
    expect(await teamsOf('1.1')).toBe(4)
    expect(documentsRead).toBeGreaterThan(read)
  })
})
