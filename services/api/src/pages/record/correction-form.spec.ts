import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standing } from '../testing/standing.ts'
import { step } from '../testing/step.ts'
import { type Form, LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/cases/case-a/record/CorrectCaseFact`

describe('the form of a correction', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const facts = () => town.context.store.readStream(LEDGER, 'case', 'case-a', { from: 1, limit: 200 })
  const versionOf = async (type: string) => String((await facts()).find((fact) => fact.type === type)?.streamVersion)
  const reads = async () => {
    const { rows } = await town.context.pool.query(
      `select actor_role as role, object, purpose, fields from accounts.disclosures order by id`,
    )
    return rows
  }
  const chosen = async (role: 'LEADER' | 'COORDINATOR', corrects: string) => {
    const { text } = await town.visit(role, page)
    return town.send(role, page, { ...standing(text), corrects, '@choose': 'corrects' })
  }
  const sent = (role: 'LEADER' | 'COORDINATOR', form: Form) => town.send(role, page, form)

  it('asks which record it is about, and nothing else before that is known', async () => {
    const { text } = await town.visit('COORDINATOR', page)
    expect(text).toContain('<select id="corrects"')
    expect(text).toContain('value="corrects" formnovalidate>')
    expect(text).not.toMatch(/id="(reason|fact|factOccurredAt)"|<textarea/)
  })

  it('shows what the record says, in the fields in which it was asked for, and puts that on record', async () => {
    const before = await reads()
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    const form = standing(text)
    const plan = (await facts()).find(({ type }) => type === 'PlanAgreed')?.data as { goals: { text: string }[] }
    expect(form['fact.PlanAgreed.goals.0.text']).toEqual([plan.goals[0]?.text])
    expect(form['fact.PlanAgreed.goals.#']).toEqual([String(plan.goals.length)])
    expect((await reads()).slice(before.length)).toEqual([
      {
        role: 'COORDINATOR',
        object: 'case/case-a',
        purpose: 'CASE_WORK',
        fields: expect.arrayContaining(['PlanAgreed.goals.*.text']),
      },
    ])
  })

  it('refuses a correction that changes nothing', async () => {
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    const count = (await facts()).length
    expect((await sent('COORDINATOR', { ...standing(text), reason: 'WRONG_VALUE' })).status).toBe(422)
    expect((await facts()).length).toBe(count)
  })

  it('tells a fault at the field of the record that it is in', async () => {
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    const answer = await sent('COORDINATOR', {
      ...standing(text),
      'fact.PlanAgreed.actions.0.text': '',
      reason: 'TYPING_ERROR',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(/href="#fact\.PlanAgreed\.actions\.0\.text">[^<]*Działanie 1, Treść działania: [^<]+</)
  })

  it('records what was changed and keeps what was not', async () => {
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    const answer = await sent('COORDINATOR', {
      ...standing(text),
      'fact.PlanAgreed.goals.0.text': 'Regularne chodzenie do szkoły',
      reason: 'TYPING_ERROR',
    })
    expect(answer.status).toBe(303)
    const all = await facts()
    const plan = all.find(({ type }) => type === 'PlanAgreed')
    const correction = all.at(-1)
    const { goals, ...rest } = (plan as NonNullable<typeof plan>).data as { goals: object[] }
    expect(correction).toMatchObject({
      type: 'PlanAgreedCorrected',
      data: {
        corrects: plan?.streamVersion,
        reason: 'TYPING_ERROR',
        fact: { ...rest, goals: [{ ...goals[0], text: 'Regularne chodzenie do szkoły' }, ...goals.slice(1)] },
      },
    })
    expect(correction?.data).not.toHaveProperty('occurredAt')
  })

  it('begins with what an earlier correction left, and carries it on when only the day is wrong', async () => {
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    expect(standing(text)['fact.PlanAgreed.goals.0.text']).toEqual(['Regularne chodzenie do szkoły'])
    const plan = (await facts()).find(({ type }) => type === 'PlanAgreed')
    const day = new Date(new Date(plan?.occurredAt ?? '').getTime() + 86_400_000).toISOString().slice(0, 10)
    const answer = await sent('COORDINATOR', { ...standing(text), factOccurredAt: day, reason: 'WRONG_DATE' })
    expect(answer.status).toBe(303)
    expect((await facts()).at(-1)?.data).toMatchObject({
      occurredAt: `${day}T01:00:00.000Z`,
      fact: { goals: [{ text: 'Regularne chodzenie do szkoły' }] },
    })
    const again = standing((await chosen('COORDINATOR', await versionOf('PlanAgreed'))).text)
    expect(again.factOccurredAt).toEqual([day])
  })

  it('asks for the fields of another record when another one is chosen', async () => {
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    const other = await versionOf('TaskTeamAppointed')
    const answer = await sent('COORDINATOR', { ...standing(text), corrects: other, reason: 'WRONG_VALUE' })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('fact.TaskTeamAppointed.')
    expect(answer.text).not.toContain('fact.PlanAgreed.')
  })

  it('keeps closed what is not for this role: then a record can be annulled or dated anew', async () => {
    const before = await reads()
    const { text } = await chosen('LEADER', await versionOf('DiagnosisCompleted'))
    expect(text).toContain('nie jest dostępna w Twojej roli')
    expect(text).not.toContain('fact.DiagnosisCompleted.')
    expect(text).toContain('id="annul"')
    expect(await reads()).toEqual(before)
  })

  it('keeps closed what is said of a client while the use of their data is restricted', async () => {
    const before = await reads()
    const leader = step('LEADER', 'mops')
    await town.does(leader('2020-02-06', '/clients/client-ref-a/restriction', { ground: 'ACCURACY_CONTESTED' }))
    const { text } = await chosen('COORDINATOR', await versionOf('PlanAgreed'))
    expect(text).not.toContain('fact.PlanAgreed.')
    expect(text).not.toContain('Regularne chodzenie')
    expect(text).toContain('id="annul"')
    expect(await reads()).toEqual(before)
    await town.does(leader('2020-02-07', '/clients/client-ref-a/restriction-lifting', {}))
    expect((await chosen('COORDINATOR', await versionOf('PlanAgreed'))).text).toContain('fact.PlanAgreed.')
  })

  it('knows nothing of a record that this command cannot correct', async () => {
    const { text } = await chosen('COORDINATOR', '99')
    expect(text).not.toMatch(/name="fact\.|id="annul"/)
  })
})
