import { randomBytes } from 'node:crypto'
import { openEventStore } from '@kooperacje/commands'
import { catchUp } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { caseById, projections } from '@kooperacje/readmodels'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentKeeper } from '../src/consents/keeper.ts'
import { sweepConsents } from '../src/consents/sweep.ts'

const LEDGER = '2416021'
const consent = {
  kind: 'PARTICIPATION',
  adultsCovered: 1,
  institutions: ['mops', 'sp-1'],
  dataScopes: ['COOPERATION'],
  form: 'PAPER',
  privacyNoticeVersion: 'v1',
}

describe('consents that run out', () => {
  let database: TestDatabase
  let opened: ReturnType<typeof openEventStore>

  beforeAll(async () => {
    database = await createTestDatabase()
    opened = openEventStore({ url: database.serviceUrl, masterKey: randomBytes(32) })
    await tell('case-1', 'CaseProposed', {
      partnershipId: 'pzk',
      clientId: 'client-1',
      clientKind: 'PERSON',
      adults: 1,
      children: 0,
      source: 'SELF',
      preselected: false,
      clientName: 'Pan Beta',
      problemAreas: ['HOMELESSNESS'],
    })
    await tell('case-1', 'CaseQualified', { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'sw-1' })
    await tell('case-1', 'ConsentGiven', { ...consent, consentId: 'ends', validUntil: '2019-12-31' })
    await tell('case-1', 'ConsentGiven', {
      ...consent,
      consentId: 'lasts',
      kind: 'DATA_SHARING',
      institutions: ['pup'],
    })
    await project()
  })
  afterAll(async () => {
    await opened.close()
    await database.drop()
  })

  /** Straight into the log: what a case may do is tested where its rules are. */
  async function tell(streamId: string, type: string, data: object) {
    const events = [{ type, data, occurredAt: '2019-11-12T10:00:00.000Z' }]
    const result = await opened.store.append({
      ledger: LEDGER,
      metadata: { actorId: 'test', actorRole: 'COORDINATOR' },
      writes: [{ streamType: 'case', streamId, expectedVersion: 'any', events }],
    })
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  }

  async function project() {
    for (const projection of projections) await catchUp(opened.pool, opened.codec, projection, LEDGER)
  }

  const sweep = (asOf: string) => sweepConsents({ ...opened, asOf, now: () => new Date(`${asOf}T08:00:00.000Z`) })

  it('hold on their last day', async () => {
    expect(await sweep('2019-12-31')).toEqual({ expired: 0, refused: [] })
  })

  it('end on the day after, once, whoever asks; a lagging read model does no harm', async () => {
    expect(await sweep('2020-01-01')).toEqual({ expired: 1, refused: [] })
    expect(await sweep('2020-01-01')).toEqual({ expired: 0, refused: ['consent-not-in-force'] })
    await project()
    expect(await sweep('2020-01-02')).toEqual({ expired: 0, refused: [] })
    const events = await opened.store.readStream(LEDGER, 'case', 'case-1', { from: 1, limit: 100 })
    expect(events.slice(4).map(({ type, metadata }) => `${type} ${metadata.actorRole}`)).toEqual([
      'ConsentExpired SYSTEM',
      'SharedAccessRevoked SYSTEM',
    ])
    // It follows from the fact that set its last day, for whoever asks later why it ended.
    const cause = events.find(({ position }) => events[4]?.metadata.causationId === `${LEDGER}@${position}`)
    expect(cause?.type).toBe('ConsentGiven')
    expect(await caseById(opened.pool, LEDGER, 'case-1')).toMatchObject({
      consentInForce: true,
      consentInstitutions: ['pup'],
      sharedWith: ['pup'],
      state: { consent: { participation: false } },
    })
  })

  it('are swept by a service that outlives a database that does not answer', async () => {
    const logger = pino({ level: 'silent' })
    const broken = { ...opened, pool: { connect: () => Promise.reject(new Error('gone')) } as never }
    await expect(consentKeeper({ ...broken, logger })()).resolves.toBeUndefined()
    await expect(consentKeeper({ ...opened, logger })()).resolves.toBeUndefined()
  })
})
