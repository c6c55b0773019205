import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { step } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const coordinator = step('COORDINATOR', 'mops')
const page = `/o/${LEDGER}/audit?stream=case%2Fcase-a`

describe('the history of a case that was corrected', () => {
  let town: Town
  /** Positions of the entries of the case, by type; of the last one of it. */
  const places = new Map<string, number>()

  beforeAll(async () => {
    town = await openTown()
    const read = () => town.context.store.readStream(LEDGER, 'case', 'case-a', { open: false })
    const qualified = (await read()).find(({ type }) => type === 'CaseQualified')
    await town.does(
      coordinator('2020-02-06', '/cases/case-a/corrections', {
        corrects: qualified?.streamVersion,
        reason: 'WRONG_PERSON',
        fact: { criteriaMet: ['C1', 'C2', 'C3', 'C4', 'C5'], coordinatorId: 'coordinator-2' },
      }),
      coordinator('2020-02-07', '/cases/case-a/action-starts', { actionId: 'A-1' }),
    )
    for (const { type, position } of await read()) places.set(type, position)
  })
  afterAll(() => town.close())

  const at = async (type: string) => (await town.visit('AUDITOR', `${page}&position=${places.get(type)}`)).text
  const steps = (text: string) =>
    [
      ...(/aria-label="Krok po kroku">(.*?)<\/nav>/s.exec(text)?.[1] ?? '').matchAll(
        /position(?:=|&#61;)(\d+)">([^<]+)</g,
      ),
    ].map(([, position, said]) => [said, Number(position)])
  const changes = (text: string) => {
    const [, table = ''] = /<caption>Zmiany[^<]*<\/caption>(.*?)<\/table>/s.exec(text) ?? []
    return [...table.matchAll(/<tr role="row">(<th scope="row".*?)<\/tr>/gs)].map(([, row = '']) =>
      row
        .replace(/<[^>]*>/g, ' ')
        .trim()
        .split(/\s+/),
    )
  }

  it('steps from the correction to the entries beside it, and not to itself', async () => {
    const all = await town.context.store.readStream(LEDGER, 'case', 'case-a', { open: false })
    const here = places.get('CaseQualifiedCorrected')
    const before = all.filter(({ position }) => position < (here ?? 0)).at(-1)
    expect(steps(await at('CaseQualifiedCorrected'))).toEqual([
      ['Poprzedni fakt', before?.position],
      ['Następny fakt', places.get('ActionStarted')],
    ])
  })

  it('shows what the correction changed, and nothing that the fact before it did', async () => {
    expect(changes(await at('CaseQualifiedCorrected'))).toEqual([['coordinatorId', 'coordinator-1', 'coordinator-2']])
  })

  it('shows what a fact after the correction changed, and nothing that the correction did', async () => {
    const changed = changes(await at('ActionStarted')).map(([place]) => place)
    expect(changed).not.toEqual([])
    expect(changed).not.toContain('coordinatorId')
  })

  it('of a day counts the correction of a fact that happened by then, whenever that was recorded', async () => {
    const { text } = await town.visit('AUDITOR', `${page}&on=2020-02-05`)
    expect(changes(text)).toEqual([['coordinatorId', 'coordinator-1', 'coordinator-2']])
    expect(steps(text)).toContainEqual(['Następny fakt', places.get('ActionStarted')])
  })
})
