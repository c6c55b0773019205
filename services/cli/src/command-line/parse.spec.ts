import { describe, expect, it } from 'vitest'
import { atLeastOne, defineCommand, flag, many, optional, required, withDefault } from './command.ts'
import { UsageError } from './errors.ts'
import { choice, count, date, eventTypeName, ledgerName, streamName } from './kinds.ts'
import { parseArguments } from './parse.ts'

const command = defineCommand({
  about: '',
  operands: { stream: optional(streamName, '') },
  options: {
    ledger: required(ledgerName, ''),
    limit: optional(count, ''),
    type: many(eventTypeName, ''),
    format: withDefault(choice('FORMAT', ['text', 'ndjson']), 'text', ''),
    since: optional(date, ''),
    open: flag(''),
  },
  examples: [],
  run: async () => 0,
})

const parse = (...args: string[]) => parseArguments(command, args)
const values = (...args: string[]) => {
  const parsed = parse(...args)
  return parsed.wants === 'run' ? parsed.values : parsed.wants
}
const fault = (...args: string[]) => {
  try {
    parse(...args)
    return null
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

describe('arguments', () => {
  it('fill in defaults, switches and lists', () => {
    expect(values('--ledger', '2416')).toEqual({
      ledger: '2416',
      limit: undefined,
      type: [],
      format: 'text',
      since: undefined,
      open: false,
      stream: undefined,
    })
  })

  it('may come in any order, with = or without, options after operands, and end at --', () => {
    expect(values('case/c-1', '--type=CaseProposed', '--ledger=2416', '--type', 'CaseClosed', '--open')).toMatchObject({
      ledger: '2416',
      type: ['CaseProposed', 'CaseClosed'],
      open: true,
      stream: { type: 'case', id: 'c-1' },
    })
    expect(values('--ledger', '2416', '--', 'case/--c')).toMatchObject({ stream: { type: 'case', id: '--c' } })
  })

  it('ask for help wherever it stands, whatever else is wrong', () => {
    expect(values('--limit', 'x', '-h')).toBe('help')
    expect(values('--help')).toBe('help')
  })

  it('are refused with all faults in one sentence', () => {
    expect(fault('--limit', '0', '--format', 'xml')).toBe(
      "--ledger LEDGER is missing; --limit must be a whole number from 1, not '0'; --format must be text or ndjson, not 'xml'",
    )
  })

  it.each([
    [['--ledger', '2416', '--ledger', '1'], '--ledger is given 2 times'],
    [['--ledger'], '--ledger needs a value (--ledger LEDGER)'],
    [['--ledger', '--open'], '--ledger needs a value (--ledger LEDGER)'],
    [
      ['--ledger='],
      "--ledger must be the name of a ledger (a TERYT code such as 2416021, or small letters, digits and dashes), not ''",
    ],
    [['--ledger', '2416', '--open=yes'], '--open takes no value'],
    [['--ledgr', '2416'], 'there is no option --ledgr, perhaps --ledger was meant'],
    [['--ledger', '2416', '-x'], 'there is no option -x'],
    [['--ledger', '2416', '--constructor', 'x'], 'there is no option --constructor'],
    [['--ledger', '2416', 'case/1', 'case/2'], "'case/2' is one word too many"],
    [['--ledger', '2416', 'case'], "TYPE/ID must be TYPE/ID, such as case/case-A, not 'case'"],
  ])('%j: %s', (args, sentence) => {
    expect(fault(...args)).toBe(sentence)
  })

  it('that are needed at least once say so', () => {
    const needy = defineCommand({
      about: '',
      operands: {},
      options: { ledger: atLeastOne(ledgerName, '') },
      examples: [],
      run: async () => 0,
    })
    expect(() => parseArguments(needy, [])).toThrow('--ledger LEDGER is missing')
  })
})
