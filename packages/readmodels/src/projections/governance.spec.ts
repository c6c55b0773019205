import * as domain from '@kooperacje/domain'
import { event } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agreementsList,
  barriersList,
  interdisciplinaryTeamsList,
  mattersList,
  milestonesList,
  modelVersionsList,
  pilotsList,
  practicesList,
  recommendationsList,
  remarksList,
  supportList,
  supportTotals,
} from '../index.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { lessonsProjection } from './lessons.ts'
import { mattersProjection } from './matters.ts'
import { modelVersionsProjection } from './model-versions.ts'
import { pilotProjection } from './pilot.ts'

const person = (personId: string, sector: domain.Sector = 'EDUCATION') => ({ personId, sector })

describe('what stands around partnerships and cases', () => {
  let archive: Archive
  let history: History
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  type Told = readonly [day: string, stream: string, fact: ReturnType<typeof event>]
  const tell = async (...told: readonly Told[]) => {
    history = archive.ledger()
    for (const [day, stream, { type, data }] of told) {
      const definition = domain.eventDefinitions.find((each) => each.type === type) as never
      await history.tell(day, stream, definition, data as never)
    }
  }

  it('agreements, from their signing to their end', async () => {
    const parties = [
      { kind: 'VOIVODESHIP', teryt: '24' },
      { kind: 'MUNICIPALITY', teryt: '2416021' },
    ] as const
    await tell(
      [
        '2018-10-15',
        'agreement/a',
        event(domain.CooperationAgreementSigned, { region: 'SLASKIE', parties: [...parties] }),
      ],
      ['2021-03-31', 'agreement/a', event(domain.CooperationAgreementTerminated, { reason: 'koniec' })],
    )
    await history.rows(pilotProjection)
    expect(await agreementsList(archive.pool, history.ledger)).toMatchObject([
      { agreementId: 'a', region: 'SLASKIE', parties, status: 'TERMINATED', signedOn: '2018-10-15', version: 2 },
    ])
  })

  it('the pilot with its phases, the version it tries out and its targets', async () => {
    const target = { indicator: 'O-02', value: 8, comparator: 'GTE', source: 's', validFrom: '2019-04-01' } as const
    await tell(
      ['2019-03-29', 'pilot/p', event(domain.PilotTargetSet, { ...target, region: 'LODZKIE' })],
      ['2019-04-01', 'pilot/p', event(domain.PilotPhaseStarted, { phase: 'II', plannedEnd: '2020-09-30' })],
      ['2019-04-01', 'pilot/p', event(domain.PilotModelChosen, { version: '1.0', macroregion: 'III' })],
      ['2020-12-31', 'pilot/p', event(domain.PilotPhaseEnded, { phase: 'II' })],
    )
    await history.rows(pilotProjection)
    expect(await pilotsList(archive.pool, history.ledger)).toMatchObject([
      {
        status: 'BETWEEN_PHASES',
        models: { III: '1.0' },
        phases: [{ phase: 'II', startedOn: '2019-04-01', plannedEnd: '2020-09-30', endedOn: '2020-12-31' }],
        targets: [{ ...target, region: 'LODZKIE', teryt: null, validTo: null }],
      },
    ])
  })

  it('milestones with all the evidence that was collected', async () => {
    const evidence = (reference: string) =>
      event(domain.MilestoneEvidenceCollected, { evidence: [{ kind: 'MINUTES', reference }] })
    await tell(
      ['2019-01-07', 'milestone/m2', event(domain.MilestonePlanned, { number: 2, dueOn: '2020-09-30' })],
      ['2019-01-07', 'milestone/m1', event(domain.MilestonePlanned, { number: 1, dueOn: '2019-03-31' })],
      ['2019-01-08', 'milestone/m1', event(domain.MilestoneStarted, {})],
      ['2019-03-25', 'milestone/m1', evidence('1')],
      ['2019-03-26', 'milestone/m1', event(domain.MilestoneReturned, { reason: 'brak raportu' })],
      ['2019-03-28', 'milestone/m1', evidence('2')],
      ['2019-03-29', 'milestone/m1', event(domain.MilestoneAccepted, { by: 'STEERING_COMMITTEE' })],
    )
    await history.rows(pilotProjection)
    expect(await milestonesList(archive.pool, history.ledger)).toMatchObject([
      { number: 1, status: 'ACCEPTED', acceptedOn: '2019-03-29', evidence: [{ reference: '1' }, { reference: '2' }] },
      { number: 2, status: 'PLANNED', startedOn: null },
    ])
  })

  it('support in hours and people, by sector and never by key', async () => {
    await tell(
      [
        '2019-10-01',
        'support/w',
        event(domain.SupportActivityPlanned, { kind: 'COOPERATION_WORKSHOP', plannedOn: '2019-10-16' }),
      ],
      [
        '2019-10-16',
        'support/w',
        event(domain.CooperationWorkshopHeld, {
          hours: 16,
          days: 2,
          participants: [person('a'), person('b', 'HEALTH')],
        }),
      ],
      [
        '2019-11-04',
        'support/c',
        event(domain.ConsultationMeetingHeld, { hours: 2, participantCount: 30, channel: 'MEETING' }),
      ],
      ['2020-02-05', 'support/k', event(domain.CoachingSessionHeld, { workerId: 'sw-1', hours: 2 })],
      [
        '2020-03-01',
        'support/x',
        event(domain.SupportActivityPlanned, { kind: 'CONFERENCE', plannedOn: '2020-04-01' }),
      ],
      ['2020-03-16', 'support/x', event(domain.SupportActivityCancelled, { reason: 'epidemia' })],
    )
    const rows = await history.rows(pilotProjection)
    expect(JSON.stringify(rows)).not.toContain('sw-1')
    const { items } = await supportList(archive.pool, history.ledger, {}, { limit: 2 })
    expect(items).toMatchObject([
      { activityId: 'x', status: 'CANCELLED', hours: null },
      { activityId: 'k', participants: 1 },
    ])
    expect((await supportList(archive.pool, history.ledger, { kind: 'COOPERATION_WORKSHOP' })).items).toMatchObject([
      { plannedOn: '2019-10-16', heldOn: '2019-10-16', participants: 2, sectors: { EDUCATION: 1, HEALTH: 1 } },
    ])
    expect(await supportTotals(archive.pool, history.ledger)).toEqual([
      { kind: 'COACHING', activities: 1, hours: 2, participants: 1 },
      { kind: 'CONSULTATION_MEETING', activities: 1, hours: 2, participants: 30 },
      { kind: 'COOPERATION_WORKSHOP', activities: 1, hours: 16, participants: 2 },
    ])
  })

  it('versions of the model with the days of their course', async () => {
    const document = { ...domain.builtInModel, version: '1.1' }
    await tell(
      ['2019-02-12', 'model/1.1', event(domain.ModelVersionDrafted, { document })],
      ['2019-02-12', 'model/1.1', event(domain.ModelConsultationOpened, { until: '2019-03-12' })],
      ['2019-03-13', 'model/1.1', event(domain.ModelConsultationClosed, {})],
      ['2019-03-20', 'model/1.1', event(domain.ModelOpinionGiven, { by: 'EXPERT', favourable: true })],
      ['2019-03-25', 'model/1.1', event(domain.ModelOpinionGiven, { by: 'MINISTRY', favourable: true })],
      ['2019-03-29', 'model/1.1', event(domain.ModelVersionApproved, { by: 'MODEL_TEAM' })],
      ['2019-03-29', 'model/1.1', event(domain.ModelVersionApproved, { by: 'STEERING_COMMITTEE' })],
      ['2019-03-29', 'model/1.1', event(domain.ModelVersionPublished, {})],
      ['2019-04-01', 'model/1.1', event(domain.ModelPutInPilot, { macroregion: 'III' })],
    )
    await history.rows(modelVersionsProjection)
    expect(await modelVersionsList(archive.pool, history.ledger)).toMatchObject([
      {
        modelVersion: '1.1',
        status: 'IN_PILOT',
        consultationUntil: '2019-03-12',
        opinions: [{ by: 'EXPERT' }, { by: 'MINISTRY', favourable: true, on: '2019-03-25' }],
        approvals: [{ by: 'MODEL_TEAM' }, { by: 'STEERING_COMMITTEE' }],
        publishedOn: '2019-03-29',
        macroregion: 'III',
      },
    ])
  })

  it('remarks, barriers, recommendations and practices as they stand', async () => {
    const remark = {
      version: '1.0',
      channel: 'MEETING',
      authorRole: 'MANAGER',
      chapter: '2',
      text: 'Za długo.',
    } as const
    const barrier = {
      area: 'INFORMATION_FLOW',
      level: 'INSTITUTION',
      text: 'Brak spotkań.',
      partnershipId: 'zaw',
    } as const
    await tell(
      ['2019-02-20', 'remark/r', event(domain.RemarkSubmitted, remark)],
      ['2019-03-01', 'remark/r', event(domain.RemarkTriaged, {})],
      ['2019-03-14', 'remark/r', event(domain.RemarkPartlyAccepted, { response: 'Skrócono do 14 dni.' })],
      ['2019-03-29', 'remark/r', event(domain.RemarkIncorporated, { version: '1.0', chapter: '2.4' })],
      ['2020-03-31', 'barrier/b', event(domain.BarrierReported, barrier)],
      ['2020-04-01', 'barrier/b', event(domain.BarrierConfirmed, {})],
      ['2020-04-02', 'barrier/b', event(domain.BarrierProposalMade, { proposal: 'Spotkania zdalne.' })],
      ['2020-04-02', 'barrier/b', event(domain.BarrierEscalated, { to: 'REGION' })],
      ['2020-04-03', 'barrier/b', event(domain.BarrierProposalMade, { proposal: 'Platforma.' })],
      [
        '2020-05-11',
        'recommendation/c',
        event(domain.RecommendationProposed, { text: 'T.', addressee: 'REGION', barriers: ['b'] }),
      ],
      ['2020-05-12', 'recommendation/c', event(domain.RecommendationReviewed, {})],
      ['2020-09-25', 'practice/p', event(domain.GoodPracticeSubmitted, { title: 'Formularz', description: 'Opis.' })],
      ['2020-09-28', 'practice/p', event(domain.GoodPracticeReturned, { reason: 'Efekty?' })],
      [
        '2020-09-29',
        'practice/p',
        event(domain.GoodPracticeSubmitted, { title: 'Formularz', description: 'Opis i efekty.' }),
      ],
    )
    await history.rows(lessonsProjection)
    const of = [archive.pool, history.ledger] as const
    expect((await remarksList(...of, { modelVersion: '1.0', status: 'INCORPORATED' })).items).toMatchObject([
      {
        decision: 'PARTLY_ACCEPTED',
        decidedOn: '2019-03-14',
        response: 'Skrócono do 14 dni.',
        incorporatedChapter: '2.4',
      },
    ])
    expect((await barriersList(...of)).items).toMatchObject([
      { status: 'ESCALATED', escalatedTo: 'REGION', proposal: 'Platforma.', partnershipId: 'zaw' },
    ])
    expect((await recommendationsList(...of)).items).toMatchObject([{ status: 'REVIEWED', barriers: ['b'] }])
    expect((await practicesList(...of)).items).toMatchObject([
      { status: 'SUBMITTED', submittedOn: '2020-09-25', description: 'Opis i efekty.', returnReason: null },
    ])
    expect((await practicesList(...of, { status: 'PUBLISHED' })).items).toEqual([])
  })

  it('statutory matters and the sittings that the law asks for', async () => {
    await tell(
      ['2020-01-07', 'matter/m', event(domain.MatterOpened, { kind: 'ADMINISTRATIVE', complex: true })],
      ['2020-02-07', 'matter/m', event(domain.MatterExtended, { reason: 'opinia', until: '2020-03-07' })],
      ['2020-02-20', 'matter/m', event(domain.MatterSettled, {})],
      ['2020-01-07', 'matter/plan', event(domain.MatterOpened, { kind: 'FAMILY_WORK_PLAN' })],
      ['2021-01-04', 'matter/plan', event(domain.MatterReviewed, {})],
      ['2020-07-06', 'matter/plan', event(domain.MatterReviewed, {})],
      ['2020-01-02', 'interdisciplinary-team/z', event(domain.InterdisciplinaryTeamFormed, {})],
      ['2020-04-02', 'interdisciplinary-team/z', event(domain.InterdisciplinaryTeamSat, {})],
      ['2020-03-02', 'interdisciplinary-team/z', event(domain.InterdisciplinaryTeamSat, {})],
    )
    await history.rows(mattersProjection)
    expect((await mattersList(archive.pool, history.ledger)).items).toMatchObject([
      { kind: 'FAMILY_WORK_PLAN', status: 'OPEN', reviews: 2, lastReviewedOn: '2021-01-04', version: 3 },
      {
        ...{ complex: true, status: 'SETTLED', caseId: null, reviews: 0, lastReviewedOn: null },
        ...{ extendedOn: '2020-02-07', extendedUntil: '2020-03-07', settledOn: '2020-02-20' },
      },
    ])
    expect(await interdisciplinaryTeamsList(archive.pool, history.ledger)).toMatchObject([
      { sittings: 2, lastSatOn: '2020-04-02' },
    ])
  })
})
