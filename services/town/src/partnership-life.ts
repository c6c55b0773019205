import type { CommandName } from '@kooperacje/domain'
import { CONSTITUTED_ON, FIRST_DAY, RESUMED_ON, SUSPENDED_ON } from './calendar.ts'
import { Diary } from './diary.ts'
import { firstMembers, institutions, LATE_MEMBER, LEADER, LEAVER, sectorOf } from './institutions.ts'
import type { Random } from './random.ts'
import { leader } from './staff.ts'
import type { Life, Wish } from './wish.ts'

export const PARTNERSHIP = 'pzk'
/** Sosnowiec's: the town needs a code that exists. */
const MUNICIPALITY = '2475011'

const declaration = (institutionId: string) => ({
  institutionId,
  sector: sectorOf(institutionId),
  signatoryHasMandate: true,
  strategicPartner: institutionId === 'pcpr',
})

/** From the first institution in the register to the last plenary meeting. */
export function* partnershipLife(random: Random): Life {
  const diary = new Diary(random, FIRST_DAY)
  const on = (day: string, command: CommandName, body: Wish['body'] = {}, id = PARTNERSHIP): Wish => {
    diary.moveTo(day)
    return { command, id, body, at: diary.moment(), late: 0, by: leader }
  }
  let meetings = 0
  const meeting = (day: string, kind: 'INITIATING' | 'PLENARY', present: number, more: Wish['body'] = {}): Wish => {
    const body = { of: { kind, partnershipId: PARTNERSHIP }, invited: 19, present, mode: 'ON_SITE', ...more }
    return on(day, 'HoldMeeting', body, `pzk-meeting-${++meetings}`)
  }

  for (const { id, ...facts } of institutions) {
    yield on(FIRST_DAY, 'RegisterInstitution', { ...facts, teryt: MUNICIPALITY }, id)
  }
  yield on('2022-01-10', 'OpenPartnership', {
    name: 'Partnerski Zespół Kooperacyjny',
    municipality: MUNICIPALITY,
    agreementSignedOn: '2021-10-18',
  })
  yield on('2022-01-10', 'DesignateLeader', { institutionId: LEADER })
  yield on('2022-01-17', 'AssignSupportTeam', { animators: 1, modelExperts: 1 })
  yield on('2022-01-31', 'CompleteResourceDiagnosis', { assistanceResources: 14, localResources: 31, gaps: 6 })
  yield on('2022-02-07', 'InviteCooperators', {
    institutions: firstMembers
      .filter(({ id }) => id !== LEADER)
      .map(({ id, sector }) => ({ institutionId: id, sector })),
    replyBy: '2022-02-18',
  })
  yield meeting('2022-02-22', 'INITIATING', 17)
  yield on('2022-03-01', 'CirculateRegulationsDraft', { draft: '0.1', recipients: 18 })
  yield meeting('2022-03-15', 'INITIATING', 19)
  yield on('2022-03-24', 'AdoptRegulations', { regulationsVersion: 1 })
  yield on(CONSTITUTED_ON, 'SignAccessionDeclarations', { declarations: firstMembers.map(({ id }) => declaration(id)) })
  yield on(CONSTITUTED_ON, 'ConstitutePartnership')
  yield on('2022-04-08', 'AppointNetworkOfficer', { institutionId: LEADER })
  yield on('2022-04-15', 'DesignateContactPersons', { contactPersons: 19, teamCandidates: 47 })
  yield on('2022-05-12', 'PublishServiceBasket', { basketVersion: '1.0', services: 52, institutions: 17 })
  yield meeting('2022-06-14', 'PLENARY', 16)
  yield on('2022-06-14', 'AdoptCommunicationRules')
  yield on('2022-06-14', 'AdoptEvaluationConcept')
  yield meeting('2022-09-13', 'PLENARY', 15)
  yield on('2022-11-08', 'PublishServiceBasket', { basketVersion: '1.1', services: 58, institutions: 18 })
  yield on(SUSPENDED_ON, 'SuspendPartnership', { reason: 'STAFF' })
  yield on(RESUMED_ON, 'ResumePartnership', { mode: 'ON_SITE' })
  // The work plan of a year is due by the end of January; this one is late, like the plenary meeting before it.
  yield meeting('2023-02-07', 'PLENARY', 14)
  yield on('2023-02-07', 'AdoptWorkPlan', { year: 2023 })
  yield on('2023-03-06', 'WithdrawMember', { institutionId: LEAVER })
  yield on('2023-04-03', 'InviteCooperators', {
    institutions: [{ institutionId: LATE_MEMBER, sector: sectorOf(LATE_MEMBER) }],
  })
  yield on('2023-04-24', 'SignAccessionDeclarations', { declarations: [declaration(LATE_MEMBER)] })
  yield meeting('2023-05-09', 'PLENARY', 17)
  yield on('2023-06-20', 'PublishServiceBasket', { basketVersion: '2.0', services: 61, institutions: 18 })
  yield meeting('2023-09-12', 'PLENARY', 16)
  yield meeting('2023-12-12', 'PLENARY', 18)
}
