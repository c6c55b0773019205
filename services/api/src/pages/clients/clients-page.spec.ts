import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/clients`
const leader = step('LEADER', 'mops')
const coordinator = step('COORDINATOR', 'mops')

describe('the requests to erase', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    const asked = (id: string, clientId: string) =>
      coordinator('2020-02-10', '/erasures', { id, clientId, ground: 'RETENTION_ENDED' })
    await town.does(
      asked('er-held', 'client-ref-a'),
      asked('er-asked', 'client-ref-b'),
      asked('er-refused', 'client-ref-b'),
      leader('2020-02-11', '/erasures/er-refused/refusal', { ground: 'ARCHIVAL_DUTY' }),
      leader('2020-02-11', '/erasures', { id: 'er-alone', clientId: 'client-ref-b', ground: 'OBJECTION' }),
      leader('2020-02-11', '/clients/client-ref-a/holds', { holdId: 'II-K-7', ground: 'COURT_PROCEEDINGS' }),
    )
  })
  afterAll(() => town.close())

  const ids = (text: string) => [...text.matchAll(/\/erasures\/(er-[\w-]+)\/record"/g)].map(([, id]) => id)
  const list = async (query = '') => {
    const keys = await town.context.keys.create({
      ...{ label: 't', role: 'COORDINATOR', institutionId: 'mops', ledgers: [LEDGER] },
    })
    const { statusCode, body } = await town.app.inject({
      method: 'GET',
      url: `/v1/${LEDGER}/erasures${query}`,
      headers: { authorization: `Bearer ${keys}` },
    })
    return { status: statusCode, items: JSON.parse(body).items }
  }

  it('are listed for those who may ask or decide, newest first, with how far each has come', async () => {
    const { text } = await town.visit('COORDINATOR', page)
    expect(ids(text)).toEqual(['er-alone', 'er-refused', 'er-asked', 'er-held'])
    for (const said of ['złożony', 'wstrzymany: II-K-7', '11.02.2020, obowiązek archiwalny', '10.02.2020']) {
      expect(text).toContain(said)
    }
    expect((await list()).items).toEqual([
      expect.objectContaining({ erasureId: 'er-alone', requestedBy: expect.stringMatching(/^key:/) }),
      expect.objectContaining({ erasureId: 'er-refused', status: 'REFUSED', refusalGround: 'ARCHIVAL_DUTY' }),
      expect.objectContaining({ erasureId: 'er-asked', status: 'REQUESTED', holds: [], endedOn: null }),
      expect.objectContaining({ erasureId: 'er-held', status: 'REQUESTED', holds: ['II-K-7'] }),
    ])
  })

  it('can be narrowed to one state, to the held ones too', async () => {
    expect(ids((await town.visit('LEADER', `${page}?status=HELD`)).text)).toEqual(['er-held'])
    expect(ids((await town.visit('LEADER', `${page}?status=REFUSED`)).text)).toEqual(['er-refused'])
    expect(ids((await town.visit('LEADER', `${page}?status=DONE`)).text)).toEqual([])
    expect((await list('?status=HELD')).items).toHaveLength(1)
    expect((await list('?status=NONSENSE')).status).toBe(422)
  })

  it('say why a held one cannot go on, in one sentence, and change nothing when it is tried', async () => {
    const head = await town.context.store.head(LEDGER)
    const thing = `/o/${LEDGER}/erasures/er-held/record`
    expect((await town.visit('LEADER', thing)).text).toContain('dopóki obowiązuje wstrzymanie')
    const form = { '@key': 'k', '@at': '2020-03-02T10:00:00Z', '@day': '2020-03-02' }
    const { status, text } = await town.send('LEADER', `${thing}/ConfirmErasure`, form)
    expect(status).toBe(409)
    expect(text).toContain('dopóki obowiązuje wstrzymanie')
    expect(await town.context.store.head(LEDGER)).toBe(head)
  })

  it('are confirmed by a second person and carried out from the page', async () => {
    const head = await town.context.store.head(LEDGER)
    const form = { '@key': 'k2', '@at': '2020-03-02T10:00:00Z', '@day': '2020-03-02' }
    const thing = `/o/${LEDGER}/erasures/er-asked/record`
    expect((await town.send('COORDINATOR', `${thing}/ConfirmErasure`, form)).status).toBe(403)
    expect(await town.context.store.head(LEDGER)).toBe(head)
    const confirmed = await town.send('LEADER', `${thing}/ConfirmErasure`, form)
    expect(confirmed).toMatchObject({ status: 303, headers: { location: `${page}?recorded=ConfirmErasure` } })
    const done = await town.send('LEADER', `${thing}/CarryOutErasure`, { ...form, '@key': 'k3' })
    expect(done).toMatchObject({ status: 303, headers: { location: `${page}?recorded=CarryOutErasure` } })
    await town.does()
    expect((await list('?status=DONE')).items).toEqual([expect.objectContaining({ erasureId: 'er-asked' })])
  })

  it('are nobody else’s business', async () => {
    for (const role of ['PARTNER', 'OBSERVER', 'REGION', 'SUPPORT'] as const) {
      expect((await town.visit(role, page)).status).toBe(403)
    }
  })
})
