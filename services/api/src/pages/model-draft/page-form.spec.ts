import { builtInModel, canonical } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { formOf } from '../record/form.ts'
import { documentAsks } from './document-shape.ts'
import { placeOfFault } from './fault-place.ts'
import { fits } from './fits.ts'
import { FIRST, pageAt } from './page.ts'
import { formOfPage, withPage, wrongKeys } from './page-form.ts'
import { pageNamed } from './view.ts'

const document = JSON.parse(JSON.stringify(builtInModel))
const { deadlines, processes } = builtInModel
const pages = [
  ...['basics', 'stages', 'parameters', 'sectors', 'deadlines', 'closureReasons', 'taxonomy', 'processes'],
  ...deadlines.map((_, i) => `deadlines.${i}`),
  ...Object.entries(processes).flatMap(([name, { transitions, parts = {} }]) => [
    `processes.${name}`,
    ...Object.keys(transitions).map((step) => `processes.${name}.transitions.${step}`),
    ...Object.entries(parts).flatMap(([part, { transitions }]) => [
      `processes.${name}.parts.${part}`,
      ...Object.keys(transitions).map((step) => `processes.${name}.parts.${part}.transitions.${step}`),
    ]),
  ]),
]

describe('a page of the form of a model document', () => {
  it.each(pages)('leaves the document as it was: %s', (name) => {
    const page = pageAt(document, pageNamed(name))
    if (page === null) throw new Error('there is no such page')
    const form = formOfPage(document, page)
    const posted = formOf(Object.fromEntries([...form].map(([name, values]) => [name, [...values]])))
    expect(wrongKeys(page, posted)).toEqual([])
    // What is empty says as much as what is left out.
    expect(canonical(withPage(document, page, posted))).toBe(canonical(document))
  })

  it.each(['nothing', 'deadlines.99', 'deadlines.0.starts', 'processes.picnic', 'version', 'processes.constructor'])(
    'is only there where the document has such a part: not %s',
    (name) => {
      expect(pageAt(document, pageNamed(name))).toBeNull()
    },
  )

  it('asks for everything that stands in the document', () => {
    const emptied = pages.reduce<unknown>((left, name) => {
      const page = pageAt(document, pageNamed(name))
      return page === null ? left : withPage(left, page, new Map())
    }, document)
    const texts = JSON.stringify(emptied).match(/"(?:[^"\\]|\\.)*"(?=[,}\]])/g) ?? []
    expect(texts).toEqual([])
  })
})

describe('a fault is told', () => {
  const told = (path: string) => {
    const { page, field } = placeOfFault(document, path.split('.'))
    return [page.join('.'), field]
  }

  it.each([
    ['version', '', 'version'],
    ['parameters.minSectors', 'parameters', 'parameters.minSectors'],
    ['deadlines.3.due.after.count', 'deadlines.3', 'deadlines.due.after.count'],
    ['deadlines.3.starts.0.when', 'deadlines.3', 'deadlines.starts.0.when'],
    ['deadlines.3.starts.0.when.urgent', 'deadlines.3', 'deadlines.starts.0.when.0.value'],
    ['processes.case.states.QUALIFIED', 'processes.case', 'processes.states.2.key'],
    [
      'processes.case.transitions.CaseQualified.0.guards',
      'processes.case.transitions.CaseQualified',
      'processes.transitions.0.guards',
    ],
    ['stages.1.states.0', 'stages', 'stages.1.states'],
    ['taxonomy.exclusive.0', 'taxonomy', 'taxonomy.exclusive.0.first'],
  ])('at the field that it is about: %s', (path, page, field) => {
    expect(told(path)).toEqual([page, field])
  })

  it('on the first page where the document has no such field', () => {
    expect(placeOfFault(document, ['colour']).page).toEqual(FIRST.steps)
  })
})

describe('a document that somebody brings along', () => {
  it('fits where lists are lists and groups are groups', () => {
    expect(fits(documentAsks, document)).toBe(true)
    expect(fits(documentAsks, {})).toBe(true)
    for (const wrong of [{ deadlines: 7 }, { processes: [] }, { taxonomy: { exclusive: ['A'] } }, { pl: {} }, []]) {
      expect(fits(documentAsks, wrong)).toBe(false)
    }
    expect(fits(documentAsks, { processes: { case: 'x' } })).toBe(false)
  })
})
