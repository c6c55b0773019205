import { builtInModel, canonical, type ModelDocument } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standing } from '../testing/standing.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const drafting = `/o/${LEDGER}/record/DraftModelVersion`

describe('the form of a model document', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  type Form = ReturnType<typeof standing>
  const documentIn = (text: string): ModelDocument => JSON.parse(String(standing(text)['@document']))
  const send = (form: Form, path = drafting) => town.send('REGION', path, form)
  const opened = async (page: string, form: Form = {}, path = drafting) => {
    const { text } = await town.visit('REGION', path)
    return (await send({ ...standing(text), ...form, '@open': page }, path)).text
  }
  const written = async (version: string) => {
    const url = `/v1/${LEDGER}/models/${version}/document`
    const key = await town.context.keys.create({ label: 'r', role: 'REGION', institutionId: null, ledgers: [LEDGER] })
    return (await town.app.inject({ url, headers: { authorization: `Bearer ${key}` } })).json<ModelDocument>()
  }

  it('begins as the version that it is based on, without its number', async () => {
    const { status, text } = await town.visit('REGION', drafting)
    expect(status).toBe(200)
    expect(standing(text)).toMatchObject({ pl: [builtInModel.pl], family: ['TOWNS'], basedOn: ['1.0'], version: [''] })
    const other = await town.visit('REGION', `${drafting}?basedOn=1.1`)
    expect(standing(other.text)).toMatchObject({ family: ['URBAN_RURAL'], basedOn: ['1.1'] })
    expect((await town.visit('REGION', `${drafting}?basedOn=7`)).status).toBe(404)
    expect((await town.visit('LEADER', drafting)).status).toBe(403)
  })

  it('shows every section of the document and the things in them', async () => {
    const pages = ['stages', 'parameters', 'sectors', 'deadlines', 'closureReasons', 'taxonomy', 'processes']
    const things = [
      'deadlines.0',
      'processes.case',
      'processes.case.transitions.CaseQualified',
      'processes.case.parts.action',
    ]
    let { text } = await town.visit('REGION', drafting)
    for (const page of [...pages, ...things, 'basics']) {
      const answer = await send({ ...standing(text), '@open': page })
      expect(answer.status).toBe(200)
      expect(standing(answer.text)['@page']).toEqual([page])
      text = answer.text
    }
    const untouched = await town.visit('REGION', drafting)
    expect(canonical(documentIn(text))).toBe(canonical(documentIn(untouched.text)))
  })

  it('refuses a wrong value at its field, on the page that it is on, and keeps what was typed', async () => {
    const text = await opened('deadlines.3', { version: '2.0' })
    const wrong = await send({ ...standing(text), 'deadlines.due.after.count': 'abc' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toMatch(/href="#deadlines\.due\.after\.count">[^<]*Liczba: podaj liczbę całkowitą/)
    expect(wrong.text).toMatch(/id="deadlines\.due\.after\.count"[^>]*value="abc"[^>]*aria-invalid="true"/)
  })

  it('refuses what a schema cannot say in the language of the reader, with the way to the page', async () => {
    const text = await opened('deadlines.3', { version: '2.0' })
    const law = await send({ ...standing(text), 'deadlines.legalBasis': '', '@open': 'parameters' })
    const answer = await send({ ...standing(law.text), 'parameters.minSectors': '12' })
    expect(standing(answer.text)['@page']).toEqual(['deadlines.3'])
    expect(answer.text).toMatch(/href="#deadlines\.legalBasis">[^<]*Podstawa prawna: D-02 jest ustawowy i nie podaje/)
    expect(answer.text).toMatch(/name="@open" value="parameters"[^>]*>[^<]*lider i najmniejsza liczba instytucji/)
    const there = await send({ ...standing(answer.text), '@open': 'parameters' })
    expect(standing(there.text)['parameters.minSectors']).toEqual(['12'])
  })

  it('adds to lists and takes away from them', async () => {
    const text = await opened('closureReasons')
    const less = await send({ ...standing(text), '@less': 'closureReasons.0' })
    const rule = await send({ ...standing(less.text), '@open': 'deadlines' })
    const removed = await send({ ...standing(rule.text), '@remove': 'deadlines.0' })
    const added = await send({ ...standing(removed.text), '@add': 'deadlines' })
    expect(standing(added.text)['@page']).toEqual([`deadlines.${builtInModel.deadlines.length - 1}`])
    const document = documentIn(added.text)
    const basics = await send({ ...standing(added.text), '@remove': 'parameters' })
    expect(documentIn(basics.text).parameters).toEqual(builtInModel.parameters)
    expect(document.closureReasons).toEqual(builtInModel.closureReasons.slice(1))
    expect(document.deadlines.slice(0, -1)).toEqual(JSON.parse(JSON.stringify(builtInModel.deadlines.slice(1))))
  })

  it('adds under a key only what is free and known', async () => {
    const text = await opened('processes.remark')
    expect(text).not.toContain('<option value="RemarkTriaged">')
    const less = await send({ ...standing(text), '@remove': 'processes.remark.transitions.RemarkTriaged' })
    expect(less.text).toContain('<option value="RemarkTriaged">')
    const list = 'processes.remark.parts'
    const none = await send({ ...standing(text), '@add': list })
    expect(none.status).toBe(422)
    expect(none.text).toContain('id="@new:processes.parts-error"')
    const part = await send({ ...standing(text), '@new:processes.parts': 'reply', '@add': list })
    expect(standing(part.text)['@page']).toEqual([`${list}.reply`])
    const twice = await send({ ...standing(text), 'processes.states.1.key': 'SUBMITTED', '@open': 'basics' })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('id="processes.states.1.key-error"')
  })

  it('takes a whole document as JSON, and says what is wrong with one', async () => {
    const text = await opened('json')
    const bad = (json: string) => send({ ...standing(text), '@json': json, '@open': 'basics' })
    expect((await bad('{')).text).toContain('id="@json-error"')
    expect((await bad('{"deadlines": 7}')).text).toContain('To nie jest dokument modelu')
    const odd = JSON.stringify({ ...builtInModel, colour: 'red' })
    expect((await bad(odd)).text).toContain('Tych pól dokument modelu nie zna: colour.')
    const good = await bad(JSON.stringify({ ...builtInModel, version: '3.0' }))
    expect(standing(good.text).version).toEqual(['3.0'])
    expect((await send({ ...standing(text), '@document': '{"deadlines": 7}' })).status).toBe(400)
  })

  it('lays a sister model before the others, and revises it under the same number', async () => {
    const { text } = await town.visit('REGION', drafting)
    const mine = { ...standing(text), pl: 'Kooperacje wiejskie', en: 'Rural cooperation', family: 'RURAL' }
    const taken = await send({ ...mine, version: '1.1' })
    expect(taken.status).toBe(409)
    expect(taken.text).toContain('href="#version"')
    const answer = await send({ ...mine, version: 'wiejski-1' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toContain(`/o/${LEDGER}/model/wiejski-1`)
    expect(await written('wiejski-1')).toMatchObject({ family: 'RURAL', basedOn: '1.0', version: 'wiejski-1' })

    const revising = `/o/${LEDGER}/models/wiejski-1/record/ReviseModelVersion`
    const page = await opened('parameters', {}, revising)
    const revised = await send({ ...standing(page), 'parameters.minTeamMembers': '2' }, revising)
    expect(revised.status).toBe(303)
    expect((await written('wiejski-1')).parameters.minTeamMembers).toBe(2)
    expect((await town.visit('REGION', `/o/${LEDGER}/models/none/record/ReviseModelVersion`)).status).toBe(404)
  })

  it('says on the page of a version how it goes on', async () => {
    const text = (await town.visit('REGION', `/o/${LEDGER}/model/1.1`)).text
    for (const address of [
      'model/1.1/changes',
      'model/1.1/what-if',
      'record/DraftModelVersion?basedOn',
      'models/1.1/record/ReviseModelVersion',
    ]) {
      expect(text.replaceAll('&#61;', '=')).toContain(`/o/${LEDGER}/${address}`)
    }
    expect((await town.visit('OBSERVER', `/o/${LEDGER}/model/1.1`)).text).not.toContain('DraftModelVersion')
  })
})
