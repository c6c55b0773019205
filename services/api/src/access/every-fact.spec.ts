import { readFileSync } from 'node:fs'
import { storedEventDefinitions } from '@kooperacje/domain'
import { EventRegistry } from '@kooperacje/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../pages/i18n/words.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'
import { exportSubject } from './export-subject.ts'

const registry = new EventRegistry(storedEventDefinitions)
const CLIENT = 'client-of-all'
const CASE = 'case-of-all'
const personalTypes = registry.all().filter(({ personal, type }) => personal.length > 0 && !type.endsWith('Corrected'))

/** A payload from the published examples, of this client and case, with words of its own in every personal field. */
function planted({ type, version, personal }: (typeof personalTypes)[number]): { data: object; said: string[] } {
  const file = new URL(`../../../../packages/domain/schemas/${type}.${version}.json`, import.meta.url)
  const { examples } = JSON.parse(readFileSync(file, 'utf8')) as { examples: Record<string, unknown>[] }
  const said: string[] = []
  const at = (node: Record<string, unknown>, [head = '', ...rest]: readonly string[], path: string): void => {
    if (head === '*') {
      for (const each of Object.values(node)) at(each as Record<string, unknown>, rest, path)
      return
    }
    if (rest.length > 0) {
      const below = node[head]
      if (typeof below === 'object' && below !== null) at(below as Record<string, unknown>, rest, path)
      return
    }
    const text = `słowa ${type} ${path}`
    const kind = Array.isArray(node[head]) ? [text] : text
    node[head] = head === 'clientPesel' ? '85010112341' : head === 'problemAreas' ? ['POVERTY'] : kind
    said.push(
      head === 'clientPesel' ? '85010112341' : head === 'problemAreas' ? words.pl.code('problemArea', 'POVERTY') : text,
    )
  }
  const richest = examples.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? {}
  const data = structuredClone(richest)
  for (const { path } of personal) at(data, path, path.join('.'))
  if ('clientId' in (registry.get(type)?.data.shape ?? {})) data.clientId = CLIENT
  if ('caseId' in (registry.get(type)?.data.shape ?? {})) data.caseId = CASE
  if ('of' in (registry.get(type)?.data.shape ?? {})) data.of = { kind: 'TEAM', caseId: CASE }
  return { data, said }
}

const streamOf = (type: string): [string, string] =>
  type.startsWith('Referral')
    ? ['referral', 'ref-of-all']
    : type.startsWith('SocialContract') && type !== 'SocialContractConcluded'
      ? ['contract', 'contract-of-all']
      : /^Meeting/.test(type)
        ? ['meeting', 'meeting-of-all']
        : ['case', CASE]

describe('the file of a person', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  it('holds the words of a fact of every type that has some', async () => {
    const expected: string[] = []
    const append = async (streamType: string, streamId: string, type: string, data: object) => {
      const result = await town.context.store.append({
        ledger: LEDGER,
        metadata: { actorId: 'test', actorRole: 'COORDINATOR' },
        writes: [
          {
            streamType,
            streamId,
            expectedVersion: 'any',
            events: [{ type, data, occurredAt: '2020-02-03T10:00:00Z' }],
          },
        ],
      })
      if (!result.ok) throw new Error(`${type}: ${JSON.stringify(result.refusal)}`)
    }
    for (const registered of personalTypes) {
      const { data, said } = planted(registered)
      expect(said, registered.type).not.toEqual([])
      expected.push(...said)
      await append(...streamOf(registered.type), registered.type, data)
    }
    // What binds the streams without a client to the case.
    await append(
      'contract',
      'contract-of-all',
      'SocialContractDrafted',
      planted(personalTypes.find(({ type }) => type === 'SocialContractDrafted')!).data,
    )
    await append('meeting', 'meeting-of-all', 'MeetingScheduled', {
      ...{ of: { kind: 'TEAM', caseId: CASE }, plannedOn: '2020-03-01', invited: 3, mode: 'REMOTE' },
    })
    const { pool, handler, store } = town.context
    const made = await exportSubject(
      { pool, handler, store, registry, record: async () => {} },
      { ledger: LEDGER, clientId: CLIENT, locale: 'pl' },
    )
    const plain = (html: string) => html.replaceAll('&#39;', "'")
    const found = JSON.stringify(made?.file.facts.flatMap((fact) => fact.words))
    expect(expected.filter((said) => !found.includes(said))).toEqual([])
    expect(expected.filter((said) => !made?.text.replaceAll('\\', '').includes(said))).toEqual([])
    expect(expected.filter((said) => !plain(made?.html ?? '').includes(said))).toEqual([])
    expect(made?.html).toMatch(/^<!doctype html>\n<html lang="pl">/)
    expect(made?.html).not.toMatch(/<script|src=|href=/)
  })
})
