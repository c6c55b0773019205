import {
  CooperatorInvited,
  InstitutionRegistered,
  LeaderDesignated,
  MemberExcluded,
  MemberWithdrew,
  NetworkOfficerAppointed,
  WorkPlanAdopted,
} from '@kooperacje/domain'
import { catchUp } from '@kooperacje/events'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { foldFromZero, storedRows } from './fold-from-zero.ts'
import { rebuildProjection } from './rebuild.ts'
import { log, table } from './table.ts'
import { defineProjection, ProjectionVersionMismatch } from './table-projection.ts'
import { invitation } from './testing/facts.ts'
import { type Archive, type History, openArchive } from './testing/history.ts'

interface LawRow {
  ledger: string
  id: string
  kin: string
  label: string
  sum: number
  days: readonly string[]
  position: number
  updatedPosition: number
}
interface MarkRow {
  ledger: string
  position: number
  id: string
}

const rows = table<LawRow, 'id'>('law_rows', ['id'])
const marks = log<MarkRow>('law_marks', ['position'])
const fresh = { kin: 'k0', label: 'new', sum: 0, days: ['2019-11-12'] }

/** Facts stand for operations here and not for what they mean: every kind of change, in every mixture. */
const everyChange = defineProjection({
  name: 'law',
  version: 1,
  tables: [rows, marks],
  on: {
    InstitutionRegistered: ({ streamId, data }) => [
      rows.insert({ ...fresh, id: streamId, label: data.name }),
      marks.insert({ id: streamId }),
    ],
    WorkPlanAdopted: ({ streamId, data }) =>
      rows.update({ id: streamId }, ({ sum, days }) => ({
        sum: sum + data.year,
        kin: `k${data.year % 3}`,
        days: [...days, `${data.year}-01-01`].slice(-3),
      })),
    LeaderDesignated: ({ streamId, data }) =>
      rows.upsert({ id: streamId }, (row) => ({ ...(row ?? fresh), id: streamId, kin: data.institutionId })),
    NetworkOfficerAppointed: ({ data }) =>
      rows.updateWhere({ kin: data.institutionId }, ({ sum }) => ({ sum: sum + 1 })),
    MemberWithdrew: ({ streamId }) => rows.delete({ id: streamId }),
    MemberExcluded: ({ data }) => rows.deleteWhere({ kin: data.institutionId }),
  },
})

/** The same, and changes that depend on what another row says. */
const looking = defineProjection({
  ...everyChange,
  name: 'law_looking',
  on: {
    InstitutionRegistered: ({ streamId }) => rows.insert({ ...fresh, id: streamId }),
    WorkPlanAdopted: ({ streamId, data }) => rows.update({ id: streamId }, { kin: `k${data.year % 3}` }),
    MemberWithdrew: ({ streamId }) => rows.delete({ id: streamId }),
    CooperatorInvited: ({ streamId, data: { institutionId } }) =>
      rows.look({ id: streamId }, (row) =>
        row === null
          ? rows.insert({ ...fresh, id: streamId, label: 'seen absent' })
          : rows.look({ id: institutionId }, (other) => [
              rows.updateWhere({ kin: other?.kin ?? 'k0' }, ({ sum }) => ({ sum: sum + 1 })),
              other && rows.update({ id: institutionId }, { label: row.label }),
            ]),
      ),
  },
})

type Told = Parameters<History['tell']>
type Fact = readonly [string, Told[2], unknown]
const id = fc.constantFrom('a', 'b', 'c', 'd')
const kin = fc.constantFrom('k0', 'k1', 'k2')
// Half a surrogate pair is not among them: the store takes no such text.
const name = fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom('a\u0000b', '\ud83d\ude00', '\\u0000'))
const fact: fc.Arbitrary<[string, Told[2], unknown]> = fc.oneof(
  fc
    .tuple(
      id,
      name.filter((text) => text.trim() !== ''),
    )
    .map(([on, name]): [string, Told[2], unknown] => [
      on,
      InstitutionRegistered,
      { name, kind: 'NGO', sector: 'NGO', teryt: '2416' },
    ]),
  fc
    .tuple(id, fc.integer({ min: 2000, max: 2100 }))
    .map(([on, year]): [string, Told[2], unknown] => [on, WorkPlanAdopted, { year }]),
  fc
    .tuple(id, kin)
    .map(([on, institutionId]): [string, Told[2], unknown] => [on, LeaderDesignated, { institutionId, sector: 'NGO' }]),
  fc
    .tuple(id, kin)
    .map(([on, institutionId]): [string, Told[2], unknown] => [on, NetworkOfficerAppointed, { institutionId }]),
  fc.tuple(id, kin).map(([on, institutionId]): [string, Told[2], unknown] => [on, MemberWithdrew, { institutionId }]),
  fc
    .tuple(id, kin)
    .map(([on, institutionId]): [string, Told[2], unknown] => [on, MemberExcluded, { institutionId, reason: 'r' }]),
  fc
    .tuple(id, id)
    .map(([on, institutionId]): [string, Told[2], unknown] => [on, CooperatorInvited, invitation({ institutionId })]),
)

const keeping = fact.filter(([, { type }]) => type !== MemberWithdrew.type && type !== MemberExcluded.type)

// Many small appends: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 })

describe('a table projection', () => {
  let archive: Archive

  beforeAll(async () => {
    archive = await openArchive()
    const owner = new Client({ connectionString: archive.database.ownerUrl })
    await owner.connect()
    await owner.query(`
      create table rm.law_rows (ledger text, id text, kin text not null, label text not null, sum integer not null,
        days date[] not null, position bigint not null, updated_position bigint not null, primary key (ledger, id));
      create table rm.law_marks (ledger text, position bigint, id text not null, primary key (ledger, position));
      grant select, insert, update, delete on rm.law_rows, rm.law_marks to kooperacje_service`)
    await owner.end()
  })
  afterAll(() => archive.close())

  async function told(facts: readonly (readonly [string, Told[2], unknown])[]): Promise<History> {
    const history = archive.ledger()
    for (const [on, definition, data] of facts) {
      await history.tell('2019-11-12', `thing/${on}`, definition, data as never)
    }
    return history
  }

  it.each([everyChange, looking])(
    'holds in batches of any size what the plain fold holds ($name)',
    async (projection) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fact, { maxLength: 40 }), fc.integer({ min: 1, max: 45 }), async (facts, batch) => {
          const history = await told(facts)
          await history.rows(projection, { batch })
        }),
        { numRuns: 60 },
      )
    },
  )

  it.each([everyChange, looking])(
    'rebuilds in memory, or partly, what the plain fold holds ($name)',
    async (projection) => {
      const histories: History[] = []
      for (const facts of fc.sample(fc.array(fact, { maxLength: 60 }), 25)) {
        const history = await told(facts)
        histories.push(history)
        await history.rows(projection)
      }
      for (const valuesInMemory of [10_000, 30, 0]) {
        await rebuildProjection(archive.pool, archive.codec, projection, { batch: 9, valuesInMemory })
        for (const { ledger } of histories) {
          expect(await storedRows(archive.pool, projection, ledger)).toEqual(
            await foldFromZero(archive.store, projection, ledger),
          )
        }
      }
    },
  )

  /** The checkpoint moves with the rows, so this takes somebody who sets it back by hand: to make an index again, say. */
  const comeAgain = async (facts: readonly Fact[], from: number) => {
    const history = await told(facts)
    const once = await history.rows(everyChange)
    await archive.pool.query('update es.checkpoints set position = $2 where projection = $3 and ledger = $1', [
      history.ledger,
      from,
      everyChange.name,
    ])
    expect(await history.rows(everyChange, { batch: 7 })).toEqual(once)
  }

  it('changes nothing when all facts come a second time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 40 }), (facts) => comeAgain(facts, 0)),
      { numRuns: 40 },
    )
  })

  // A row that was deleted leaves nothing that says so: what is told from the middle on could bring it back.
  it('changes nothing when some of them do, where no row is deleted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(keeping, { minLength: 1, maxLength: 40 }), fc.nat(), (facts, from) =>
        comeAgain(facts, from % facts.length),
      ),
      { numRuns: 40 },
    )
  })

  it('keeps ledgers apart', async () => {
    const one = await told([['a', LeaderDesignated, { institutionId: 'k1', sector: 'NGO' }]])
    const other = await told([
      ['a', LeaderDesignated, { institutionId: 'k1', sector: 'NGO' }],
      ['b', MemberExcluded, { institutionId: 'k1', reason: 'r' }],
    ])
    expect((await one.rows(everyChange)).law_rows).toHaveLength(1)
    expect((await other.rows(everyChange)).law_rows).toHaveLength(0)
    expect((await one.rows(everyChange)).law_rows).toHaveLength(1)
  })

  it('gives the character that PostgreSQL cannot store up, not the projection', async () => {
    const history = await told([
      ['a', InstitutionRegistered, { name: 'a\u0000b', kind: 'NGO', sector: 'NGO', teryt: '2416' }],
    ])
    expect((await history.rows(everyChange)).law_rows).toMatchObject([{ label: 'ab' }])
  })

  it('refuses to write into the tables of another version', async () => {
    const history = await told([['a', LeaderDesignated, { institutionId: 'k1', sector: 'NGO' }]])
    await history.rows(everyChange)
    const newer = defineProjection({ ...everyChange, version: 2, on: { LeaderDesignated: () => null } })
    await history.tell('2019-11-12', 'thing/b', LeaderDesignated, { institutionId: 'k1', sector: 'NGO' })
    await expect(catchUp(archive.pool, archive.codec, newer, history.ledger)).rejects.toThrow(ProjectionVersionMismatch)
    expect(await storedRows(archive.pool, everyChange, history.ledger)).not.toEqual(
      await foldFromZero(archive.store, everyChange, history.ledger),
    )
  })

  it('says so when a projection changes a table that it does not name', async () => {
    const careless = defineProjection({
      name: 'careless',
      version: 1,
      tables: [rows],
      on: { LeaderDesignated: ({ streamId }) => marks.insert({ id: streamId }) },
    })
    const history = await told([['a', LeaderDesignated, { institutionId: 'k1', sector: 'NGO' }]])
    await expect(catchUp(archive.pool, archive.codec, careless, history.ledger)).rejects.toThrow('law_marks')
  })
})
