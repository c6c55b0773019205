import { InstitutionRegistered } from '../institutions/events.ts'
import { event } from '../kernel/event.ts'
import type { Sector } from '../kernel/values.ts'
import {
  AccessionDeclarationSigned,
  CooperatorInvited,
  InitiatingMeetingHeld,
  LeaderDesignated,
  PartnershipConstituted,
  PartnershipDissolved,
  PartnershipOpened,
  PartnershipSuspended,
  RegulationsAdopted,
} from '../partnerships/events.ts'

/** Institutions that tests speak of: id and sector. */
export const mops = { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' } as const
export const police = { institutionId: 'kpp', sector: 'POLICE_AND_PUBLIC_SAFETY' } as const
export const school = { institutionId: 'sp-1', sector: 'EDUCATION' } as const
export const secondSchool = { institutionId: 'sp-2', sector: 'EDUCATION' } as const
export const thirdSchool = { institutionId: 'sp-3', sector: 'EDUCATION' } as const
export const labourOffice = { institutionId: 'pup', sector: 'LABOUR_MARKET' } as const
const clinic = { institutionId: 'pto', sector: 'HEALTH' } as const

type Institution = { readonly institutionId: string; readonly sector: Sector }

export const registered = (kind: 'OPS' | 'CUS' | 'SCHOOL', sector: Sector = 'SOCIAL_ASSISTANCE') =>
  event(InstitutionRegistered, { name: 'Instytucja', kind, sector, teryt: '2416021' })

export const opened = event(PartnershipOpened, {
  name: 'PZK w Zawierciu',
  municipality: '2416021',
  agreementSignedOn: '2018-10-15',
  modelVersion: '1.0',
})
export const leaderDesignated = event(LeaderDesignated, mops)
export const invited = (institution: Institution) => event(CooperatorInvited, institution)
export const initiatingMeeting = (ordinal: number) =>
  event(InitiatingMeetingHeld, { meetingId: `init-${ordinal}`, ordinal, present: 12, mode: 'ON_SITE' })
const regulationsAdopted = event(RegulationsAdopted, { regulationsVersion: 1 })

export const declaration = (institution: Institution) => ({
  ...institution,
  signatoryHasMandate: true as const,
  strategicPartner: false,
})
export const signedBy = (...institutions: readonly Institution[]) =>
  institutions.map((institution) => event(AccessionDeclarationSigned, declaration(institution)))

export const preparing = [opened, leaderDesignated, invited(school)]
export const initiating = [...preparing, initiatingMeeting(1)]
export const formalising = [...initiating, regulationsAdopted]
/** Constituted by the leader and four others of four sectors besides its own, so that one more or less matters. */
export const active = [
  ...formalising,
  ...signedBy(mops, police, school, labourOffice, clinic),
  event(PartnershipConstituted, { members: 5, sectors: 5 }),
]
export const suspended = [...active, event(PartnershipSuspended, { reason: 'EPIDEMIC' })]
export const dissolved = [...active, event(PartnershipDissolved, { reason: 'koniec pilotażu' })]
