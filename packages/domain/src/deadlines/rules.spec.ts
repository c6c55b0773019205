import { describe, expect, it } from 'vitest'
import { addCalendarDays } from '../calendar/days.ts'
import { eventDefinitions } from '../registry.ts'
import { builtInDeadlineRules } from './built-in-rules.ts'
import { plannedNotices } from './notices.ts'
import { comesBack, DeadlineRule, ruleOn } from './rule.ts'
import { termOf } from './term.ts'

const book = { version: '1.0', deadlines: builtInDeadlineRules }
const ids = [...new Set(builtInDeadlineRules.map(({ id }) => id))]

describe('the rules', () => {
  it('are all there: D-01 to D-14, P-01 to P-19, and the ends that documents name', () => {
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${letter}-${String(at + 1).padStart(2, '0')}`)
    expect(ids.filter((id) => !/[a-z]$/.test(id)).sort()).toEqual(
      [...numbered('D', 14), ...numbered('E', 3), ...numbered('P', 19)].filter((id) => id !== 'P-09'),
    )
    expect(ids.filter((id) => /[a-z]$/.test(id)).sort()).toEqual(['D-09b', 'P-06b', 'P-14b'])
  })

  it('keep the schema of a model document', () => {
    for (const rule of builtInDeadlineRules) expect(DeadlineRule.parse(rule)).toEqual(rule)
  })

  it('speak of facts that exist', () => {
    const types = new Set<string>(eventDefinitions.map(({ type }) => type))
    const named = builtInDeadlineRules.flatMap(({ starts, stops, cancels, prolongs = [] }) =>
      [...starts, ...stops, ...cancels, ...prolongs].map(({ event }) => event),
    )
    expect(named.filter((type) => !types.has(type))).toEqual([])
  })

  it('have one row for a day, and no gap between the rows of one rule', () => {
    for (const id of ids) {
      const rows = builtInDeadlineRules.filter((rule) => rule.id === id)
      rows.slice(1).forEach((row, at) => {
        const before = rows[at]?.validTo
        expect(before && addCalendarDays(before, 1)).toBe(row.validFrom)
      })
    }
  })

  it('name their law when they are statutory, and none when they are proposed', () => {
    for (const { origin, legalBasis } of builtInDeadlineRules) {
      expect(legalBasis !== null).toBe(origin === 'STATUTORY')
    }
  })

  it('say which of the law was not read in a source', () => {
    const unconfirmed = new Set(builtInDeadlineRules.filter((rule) => rule.unconfirmed).map(({ id }) => id))
    expect([...unconfirmed].sort()).toEqual(['D-08', 'D-09', 'D-09b', 'D-10', 'D-11', 'D-13', 'D-14'])
    for (const { origin, unconfirmed, source } of builtInDeadlineRules) {
      if (origin === 'STATUTORY') expect(unconfirmed === true).toBe(source === undefined)
    }
  })

  it('pause when they are proposed, never when they are statutory', () => {
    for (const { origin, pauses } of builtInDeadlineRules) {
      if (origin === 'STATUTORY') expect(pauses).toEqual([])
    }
    expect(ruleOn(book, 'P-12', '2020-01-01')?.pauses).toEqual(['CASE_SUSPENDED', 'PARTNERSHIP_SUSPENDED'])
    expect(ruleOn(book, 'P-02', '2020-01-01')?.pauses).toEqual(['PARTNERSHIP_SUSPENDED'])
  })

  it('remind after the start and before the due day, alarm after it, and climb', () => {
    const data = { endsOn: '2020-12-31', validUntil: '2020-12-31' }
    for (const rule of builtInDeadlineRules) {
      const term = termOf(rule, { data, occurredAt: '2020-03-03T11:00:00.000Z' })
      if (term === null) throw new Error(`${rule.id} names no day`)
      const dates = { dueOn: term.on, dueAt: term.at, pausedOn: null }
      const planned = plannedNotices(rule, dates)
      for (const { kind, on, at } of planned) {
        if (kind === 'REMINDER') expect(on >= '2020-03-03' && (at ?? on) < (term.at ?? term.on), rule.id).toBe(true)
        else expect((at ?? on) >= (term.at ?? addCalendarDays(term.on, 1)), rule.id).toBe(true)
      }
      const alarms = planned.filter(({ kind }) => kind === 'ALARM').map(({ on, at }) => at ?? on)
      expect(alarms).toEqual([...alarms].sort())
    }
  })

  it('tell the regional centre of partnerships only, and nobody but the leader of violence', () => {
    for (const { id, process, reminders, escalations, restricted } of builtInDeadlineRules) {
      const told = [...reminders, ...escalations].map(({ to }) => to)
      if (told.includes('REGION')) expect(['partnership', 'basket'], id).toContain(process)
      if (restricted) expect(new Set(told), id).toEqual(new Set(['LEADER']))
    }
    expect(builtInDeadlineRules.filter((rule) => rule.restricted).map(({ id }) => id)).toEqual([
      'D-04',
      'D-04',
      'D-05',
      'D-06',
      'D-07',
    ])
  })

  it('come back where meeting one begins the next', () => {
    expect(ids.filter((id) => comesBack(ruleOn(book, id, '2024-01-01') as DeadlineRule))).toEqual([
      'D-03',
      'D-13',
      'D-14',
      'P-05',
      'P-06b',
      'P-07',
      'P-15',
      'P-19',
      'E-02',
      'E-03',
    ])
  })

  it('are chosen by the day of the start', () => {
    expect(ruleOn(book, 'D-01', '2021-05-13')?.legalBasis).toMatch(/2016/)
    expect(ruleOn(book, 'D-01', '2021-05-14')?.legalBasis).toMatch(/Dz\.U\. 2021 poz\. 893/)
    expect(ruleOn(book, 'D-04', '2023-09-27')?.due).toEqual({ after: { count: 7, unit: 'CALENDAR_DAYS' } })
    expect(ruleOn(book, 'D-04', '2023-09-28')?.due).toEqual({ after: { count: 5, unit: 'WORKING_DAYS' } })
    for (const id of ['D-05', 'D-06', 'D-07']) expect(ruleOn(book, id, '2023-09-27')).toBeNull()
    expect(ruleOn(book, 'D-14', '2023-06-21')?.due).toEqual({ after: { count: 3, unit: 'MONTHS' } })
    expect(ruleOn(book, 'D-14', '2023-06-22')?.due).toEqual({ after: { count: 2, unit: 'MONTHS' } })
    expect(ruleOn(book, 'D-12', '2019-12-31')).toBeNull()
    expect(ruleOn(book, 'D-10', '2018-05-24')).toBeNull()
    expect(ruleOn(book, 'P-02', '2019-03-28')).toBeNull()
    expect(ruleOn(book, 'D-99', '2019-11-12')).toBeNull()
  })
})
