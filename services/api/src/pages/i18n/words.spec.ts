import { eventDefinitions } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { problemTypes } from '../../http/problems.ts'
import { sentence } from '../parts/timeline.ts'
import { locales } from './locale.ts'
import { words } from './words.ts'

const names = { of: (id: string) => id }

describe.each(locales)('words in %s', (locale) => {
  const { texts, sentences } = words[locale]

  it('have a sentence for every type of event and for no other', () => {
    expect(Object.keys(sentences).sort()).toEqual(eventDefinitions.map(({ type }) => type).sort())
  })

  it.each(eventDefinitions.map(({ type }) => type))('tell of %s even when the row of the history is bare', (type) => {
    const told = sentence(words[locale], { type, summary: {} }, names)
    expect(told).toMatch(/^\p{Lu}.*\.$/u)
    expect(told).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('name an event that a newer version recorded', () => {
    expect(sentence(words[locale], { type: 'CaseDreamtOf', summary: {} }, names)).toContain('CaseDreamtOf')
    expect(sentence(words[locale], { type: 'toString', summary: {} }, names)).toContain('toString')
  })

  it('advise on every status of a problem', () => {
    const statuses = new Set(Object.values(problemTypes).map(({ status }) => status))
    expect([...statuses].filter((status) => !(status in texts.problem.advice))).toEqual([])
  })

  it('show a code that they do not know as it is', () => {
    expect(words[locale].code('sector', 'SPACE')).toBe('SPACE')
  })
})
