import { processes } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { guards as englishGuards } from './en/guards.ts'
import { reactions as englishReactions } from './en/reactions.ts'
import { locales } from './locale.ts'
import { guards as polishGuards } from './pl/guards.ts'
import { reactions as polishReactions } from './pl/reactions.ts'
import { words } from './words.ts'

const vocabularies = Object.values(processes).map(({ name, guards, reactions = [] }) => ({
  process: name,
  guards: Object.keys(guards),
  reactions: reactions.map((reaction) => reaction.name),
}))

describe.each(locales)('rules in %s', (locale) => {
  const { guard, reaction } = words[locale]

  it.each(vocabularies)('of $process are said in words, each guard and each reaction', ({ process, ...names }) => {
    expect(names.guards.filter((name) => guard(process, name) === name)).toEqual([])
    expect(names.reactions.filter((name) => reaction(process, name) === name)).toEqual([])
  })

  it('are told apart: no two guards of a process say the same', () => {
    for (const { process, guards } of vocabularies) {
      expect(new Set(guards.map((name) => guard(process, name))).size).toBe(guards.length)
    }
  })

  it('that nobody knows yet are shown by their names', () => {
    expect(guard('case', 'moonIsFull')).toBe('moonIsFull')
  })
})

it('has no text for a rule that there is not', () => {
  const known = new Set(
    vocabularies.flatMap(({ process, guards, reactions }) =>
      [...guards, ...reactions].flatMap((name) => [name, `${process}.${name}`]),
    ),
  )
  const texts = { ...polishGuards, ...polishReactions, ...englishGuards, ...englishReactions }
  expect(Object.keys(texts).filter((name) => !known.has(name))).toEqual([])
})
