import { expect, it } from 'vitest'
import { findCommand } from './find.ts'
import type { CommandTable } from './table.ts'

const load = () => Promise.reject(new Error('is not loaded here'))
const table: CommandTable = Object.fromEntries(
  ['events', 'keys list', 'witness', 'witness key'].map((name) => [name, { summary: '', load }]),
)
const find = (...args: string[]) => {
  const { is, name, rest } = findCommand(table, args)
  return [is, name, ...rest]
}

it('the longest name that the words begin with is the command', () => {
  expect(find('events', '--limit', '3')).toEqual(['command', 'events', '--limit', '3'])
  expect(find('witness', '--key', 'key')).toEqual(['command', 'witness', '--key', 'key'])
  expect(find('witness', 'key', '--out', 'f')).toEqual(['command', 'witness key', '--out', 'f'])
  expect(find('witness')).toEqual(['command', 'witness'])
  expect(find('keys', 'list')).toEqual(['command', 'keys list'])
})

it('a word that no longer name has is left to the command', () => {
  expect(find('witness', 'kay')).toEqual(['command', 'witness', 'kay'])
  expect(find('events', 'list')).toEqual(['command', 'events', 'list'])
})

it('words that only begin names are a group', () => {
  expect(find()).toEqual(['group', ''])
  expect(find('keys', '--help')).toEqual(['group', 'keys', '--help'])
  expect(() => find('keys', 'lost')).toThrow("there is no command 'keys lost', perhaps 'keys list' was meant")
})
