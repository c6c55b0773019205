import type { CaseRow } from '@kooperacje/readmodels'
import { describe, expect, it } from 'vitest'
import { isSharedWith } from './case-visibility.ts'

const TODAY = '2020-03-02'
const shared = {
  teamInstitutions: ['mops', 'sp-1'],
  sharedWith: ['mops', 'sp-1', 'kpp'],
  consentInForce: true,
  consentUntil: null,
} as unknown as CaseRow

describe('a case is shared with an institution', () => {
  it('that sits in its team while a consent that names it is in force', () => {
    expect(isSharedWith(shared, 'sp-1', TODAY)).toBe(true)
    expect(isSharedWith({ ...shared, consentUntil: TODAY }, 'sp-1', TODAY)).toBe(true)
  })

  it.each([
    ['a caller of no institution', shared, null],
    ['an institution that the consent names, without a seat', shared, 'kpp'],
    ['one with a seat that the consent does not name', { ...shared, sharedWith: ['mops'] }, 'sp-1'],
    ['anybody without a consent', { ...shared, consentInForce: false }, 'sp-1'],
    ['anybody after its last day', { ...shared, consentUntil: '2020-03-01' }, 'sp-1'],
  ])('and not with %s', (_, row, institution) => {
    expect(isSharedWith(row, institution, TODAY)).toBe(false)
  })
})
