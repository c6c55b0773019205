import {
  AccessionDeclarationSigned,
  CharterRecorded,
  CooperatorAnswered,
  CooperatorIdentified,
  CooperatorInvited,
  DecisionTaken,
  MemberBecameInactive,
  MemberReactivated,
  MinutesFiled,
  MutualBenefitRecorded,
  PartnershipConstituted,
  PartnershipOpened,
  PlenaryMeetingHeld,
  RegulationsAdopted,
  RegulationsAmended,
  ResourceGapClosed,
  ResourceGapRecorded,
  ResourceMapDrawn,
  WorkPlanAdopted,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  mutualBenefits,
  partnershipCharter,
  partnershipDecisions,
  partnershipPapers,
  partnershipSittings,
  resourceMap,
} from '../queries/partnership-registers.ts'
import { declaration, invitation, opening } from '../testing/facts.ts'
import { type Archive, openArchive } from '../testing/history.ts'
import { partnershipMembersProjection } from './partnership-members.ts'
import { partnershipRegistersProjection } from './partnership-registers.ts'
import { partnershipsProjection } from './partnerships.ts'

const ZAW = 'partnership/zaw'
const flats = { gapId: 'g1', sector: 'HOUSING', missing: 'mieszkania chronione' } as const
const detox = { gapId: 'g2', sector: 'HEALTH', missing: 'oddział leczenia uzależnień' } as const
const housing = { sector: 'HOUSING', assistanceResources: 1, localResources: 2 } as const
const health = { sector: 'HEALTH', assistanceResources: 0, localResources: 3 } as const

describe('the registers of a partnership', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  it('show resources and open gaps by sector; a new map replaces the one before', async () => {
    const history = archive.ledger()
    await history.tell('2019-05-20', ZAW, ResourceMapDrawn, { resources: [housing], gaps: [flats] })
    await history.tell('2019-06-20', ZAW, ResourceGapRecorded, detox)
    await history.rows(partnershipRegistersProjection)
    const map = () => resourceMap(archive.pool, history.ledger, 'zaw')
    expect(await map()).toMatchObject([
      { sector: 'HEALTH', assistanceResources: 0, localResources: 0, gaps: [{ missing: detox.missing }] },
      { sector: 'HOUSING', localResources: 2, gaps: [{ gapId: 'g1', recordedOn: '2019-05-20' }] },
    ])
    await history.tell('2020-05-20', ZAW, ResourceGapClosed, { gapId: 'g2', institutionId: 'pto' })
    await history.tell('2020-05-21', ZAW, ResourceMapDrawn, { resources: [health], gaps: [flats] })
    await history.rows(partnershipRegistersProjection)
    expect(await map()).toMatchObject([
      { sector: 'HEALTH', localResources: 3, gaps: [] },
      { sector: 'HOUSING', localResources: 0, gaps: [{ gapId: 'g1', recordedOn: '2019-05-20' }] },
    ])
  })

  it('keep the newest entry of each institution, the charter, every version of the papers, and decisions', async () => {
    const history = archive.ledger()
    const entry = { institutionId: 'school-1', gains: ['sygnał'], gives: ['pedagog'] }
    await history.tell('2019-06-25', ZAW, MutualBenefitRecorded, { ...entry, gains: ['nic'] })
    await history.tell('2019-06-26', ZAW, MutualBenefitRecorded, entry)
    const charter = { aspiration: 'Razem', values: ['zaufanie'], workRules: [], communicationStandards: ['e-mail'] }
    await history.tell('2019-06-26', ZAW, CharterRecorded, charter)
    await history.tell('2019-10-11', ZAW, RegulationsAdopted, { regulationsVersion: 1 })
    await history.tell('2020-01-15', ZAW, RegulationsAmended, { regulationsVersion: 2 })
    await history.tell('2020-01-16', ZAW, WorkPlanAdopted, { year: 2020 })
    const decision = { meetingId: 'm1', decisionId: 'd1', subject: 'Praca po pilotażu' }
    await history.tell('2020-09-23', ZAW, DecisionTaken, decision)
    await history.rows(partnershipRegistersProjection)
    const { pool } = archive
    const { ledger } = history
    expect(await mutualBenefits(pool, ledger, 'zaw')).toMatchObject([
      { ...entry, name: null, recordedOn: '2019-06-26' },
    ])
    const { values, ...rest } = charter
    expect(await partnershipCharter(pool, ledger, 'zaw')).toMatchObject({ ...rest, coreValues: values })
    expect(await partnershipCharter(pool, ledger, 'other')).toBeNull()
    expect(await partnershipPapers(pool, ledger, 'zaw')).toMatchObject([
      { kind: 'REGULATIONS', label: '1', datedOn: '2019-10-11' },
      { kind: 'REGULATIONS', label: '2', datedOn: '2020-01-15' },
      { kind: 'WORK_PLAN', label: '2020' },
    ])
    expect(await partnershipDecisions(pool, ledger, 'zaw')).toMatchObject([{ ...decision, takenOn: '2020-09-23' }])
  })

  it('tell of each meeting how many members were there, how many it takes to decide, and the minutes', async () => {
    const history = archive.ledger()
    await history.tell('2019-04-08', ZAW, PartnershipOpened, opening())
    await history.tell('2019-10-11', ZAW, RegulationsAdopted, { regulationsVersion: 1 })
    for (const institutionId of ['mops', 'school-1', 'police']) {
      await history.tell('2019-10-25', ZAW, AccessionDeclarationSigned, declaration({ institutionId }))
    }
    await history.tell('2019-10-25', ZAW, PartnershipConstituted, { members: 3, sectors: 1 })
    const meeting = { meetingId: 'm1', ordinal: 1, present: 4, mode: 'ON_SITE' } as const
    await history.tell('2019-12-11', ZAW, PlenaryMeetingHeld, { ...meeting, membersPresent: ['mops', 'police'] })
    await history.tell('2019-12-16', ZAW, MinutesFiled, { meetingId: 'm1' })
    await history.rows(partnershipsProjection)
    expect(await partnershipSittings(archive.pool, history.ledger, 'zaw')).toMatchObject([
      {
        meetingId: 'm1',
        kind: 'PLENARY',
        heldOn: '2019-12-11',
        present: 4,
        members: 3,
        represented: 2,
        quorum: 2,
        minutesFiledOn: '2019-12-16',
      },
    ])
  })

  it('follow an institution from the first idea to its membership, and while it takes no part', async () => {
    const history = archive.ledger()
    const status = async () => (await history.table(partnershipMembersProjection)).map((row) => row.status).join()
    const school = { institutionId: 'school-1' }
    await history.tell('2019-04-08', ZAW, CooperatorIdentified, { ...school, sector: 'EDUCATION' })
    expect(await status()).toBe('IDENTIFIED')
    await history.tell('2019-05-27', ZAW, CooperatorInvited, invitation())
    await history.tell('2019-06-03', ZAW, CooperatorAnswered, { ...school, answer: 'INTERESTED' })
    await history.tell('2019-06-04', ZAW, CooperatorInvited, invitation())
    expect(await status()).toBe('INTERESTED')
    await history.tell('2019-06-05', ZAW, CooperatorAnswered, { ...school, answer: 'DECLINED' })
    expect(await status()).toBe('DECLINED')
    await history.tell('2019-10-25', ZAW, PartnershipConstituted, { members: 3, sectors: 1 })
    await history.tell('2019-11-20', ZAW, AccessionDeclarationSigned, declaration())
    await history.tell('2020-02-20', ZAW, MemberBecameInactive, school)
    expect(await status()).toBe('INACTIVE')
    await history.tell('2020-05-20', ZAW, MemberReactivated, school)
    expect(await status()).toBe('ACTIVE')
  })
})
