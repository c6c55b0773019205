import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../pages/testing/step.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'

const leader = step('LEADER', 'mops')
const terms = {
  name: 'Poradnictwo zadłużeniowe dla rodzin',
  category: 'DEBT_COUNSELLING',
  sector: 'EDUCATION',
  targetGroups: ['EVERYBODY'],
  needs: ['HOUSING_ARREARS'],
  accessRules: { referralNeeded: false, incomeTest: false, fee: 'FREE' },
  capacity: 0,
  waitingDays: 40,
}

describe('the preview of a plan', () => {
  let town: Town
  let key: string
  beforeAll(async () => {
    town = await openTown()
    await town.does(
      leader('2020-02-03', '/baskets/pzk/services', { serviceId: 'debts-2', institutionId: 'sp-1', ...terms }),
      leader('2020-02-03', '/baskets/pzk/service-verifications', { serviceId: 'debts-2', revision: 1 }),
      leader('2020-02-04', '/baskets/pzk/versions', { basketVersion: '0.2' }),
    )
    key = await town.context.keys.create({ label: 'k', role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] })
  })
  afterAll(() => town.close())

  const preview = async (id: string, payload: object, as = key) => {
    const headers = { authorization: `Bearer ${as}` }
    const url = `/v1/${LEDGER}/cases/${id}/plan-preview`
    const response = await town.app.inject({ method: 'POST', url, headers, payload })
    return { status: response.statusCode, body: response.json() }
  }
  const action = (actionId: string, serviceId: string) => ({
    actionId,
    goalId: 'G1',
    owner: 'CLIENT',
    serviceId,
    due: '2020-12-31',
    text: 'Słowa o kliencie',
  })
  const plan = { clientTookPart: true, goals: [], actions: [action('N1', 'debts'), action('N2', 'debts-2')] }

  it('tells what stands in its way, and what has no place', async () => {
    const head = await town.context.store.head(LEDGER)
    const { status, body } = await preview('case-b', plan)
    expect(status).toBe(200)
    expect(body).toEqual({
      conflicts: [
        {
          kind: 'DUPLICATE',
          actions: [
            { caseId: 'case-b', actionId: 'N1' },
            { caseId: 'case-b', actionId: 'N2' },
          ],
          services: ['debts', 'debts-2'],
          categories: ['DEBT_COUNSELLING', 'DEBT_COUNSELLING'],
          institutions: ['mops', 'sp-1'],
          from: '2020-03-02',
          until: '2020-12-31',
          decided: false,
        },
      ],
      full: [{ serviceId: 'debts-2', capacity: 0, taken: 0, waitingDays: 40 }],
      notOffered: [],
    })
    expect(await town.context.store.head(LEDGER)).toBe(head)
  })

  it('takes decisions that are sent along into account', async () => {
    const decision = { kind: 'DUPLICATE', actions: ['N1', 'N2'], decision: 'DROP_SECOND', reason: 'Wystarczy jedno.' }
    expect((await preview('case-b', { ...plan, decisions: [decision] })).body).toMatchObject({
      conflicts: [{ decided: true }],
      full: [],
    })
    const wrong = { ...decision, actions: ['N1', 'N9'] }
    expect(await preview('case-b', { ...plan, decisions: [wrong] })).toMatchObject({
      status: 422,
      body: { code: 'unknown-conflict' },
    })
  })

  it('names services that are not offered', async () => {
    const actions = [action('N1', 'pedagogue'), action('N2', 'nothing')]
    expect((await preview('case-b', { actions })).body).toMatchObject({ notOffered: ['pedagogue', 'nothing'] })
  })

  it('is for those who manage the case', async () => {
    expect((await preview('none', plan)).status).toBe(404)
    const partner = await town.context.keys.create({
      label: 'p',
      role: 'PARTNER',
      institutionId: 'sp-1',
      ledgers: [LEDGER],
    })
    expect((await preview('case-b', plan, partner)).status).toBe(403)
  })
})
