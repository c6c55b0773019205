import type {
  AccessionDeclarationSigned,
  CaseProposed,
  ConsentGiven,
  CooperatorInvited,
  DataOf,
  PartnershipOpened,
  ReferralSubmitted,
  ServiceProposed,
  ServiceTerms,
  TaskTeamAppointed,
  TeamMeetingHeld,
} from '@kooperacje/domain'

/** Payloads of facts with everything that a test does not care about filled in. */

const filled =
  <D>(usual: DataOf<D>) =>
  (given: Partial<DataOf<D>> = {}): DataOf<D> => ({ ...usual, ...given })

export const opening = filled<typeof PartnershipOpened>({
  name: 'PZK Zawiercie',
  municipality: '2416021',
  agreementSignedOn: '2018-10-15',
  modelVersion: '1.0',
})

export const invitation = filled<typeof CooperatorInvited>({ institutionId: 'school-1', sector: 'EDUCATION' })

export const declaration = filled<typeof AccessionDeclarationSigned>({
  institutionId: 'school-1',
  sector: 'EDUCATION',
  signatoryHasMandate: true,
  strategicPartner: false,
})

export const terms = (given: Partial<ServiceTerms> = {}): ServiceTerms => ({
  name: 'Poradnictwo zadłużeniowe',
  category: 'DEBT_COUNSELLING',
  sector: 'SOCIAL_ASSISTANCE',
  targetGroups: ['EVERYBODY'],
  needs: ['HOUSING_ARREARS'],
  accessRules: { referralNeeded: false, incomeTest: false, fee: 'FREE' },
  ...given,
})

export const offer = (
  serviceId: string,
  institutionId: string,
  given: Partial<ServiceTerms> = {},
): DataOf<typeof ServiceProposed> => ({ serviceId, institutionId, ...terms(given) })

export const referring = filled<typeof ReferralSubmitted>({
  partnershipId: 'zaw',
  clientId: 'client-1',
  clientKind: 'FAMILY',
  source: 'SCHOOL',
  fromInstitutionId: 'school-1',
  knownSince: '2019-11-04',
  urgency: 'NORMAL',
  clientAgreed: 'YES',
  clientName: 'Alpha',
  problemAreas: ['UNEMPLOYMENT'],
  note: 'Somebody should call on Friday.',
})

export const proposal = filled<typeof CaseProposed>({
  partnershipId: 'zaw',
  clientId: 'client-1',
  clientKind: 'FAMILY',
  adults: 1,
  children: 2,
  source: 'SCHOOL',
  preselected: false,
  clientName: 'Alpha',
  problemAreas: ['UNEMPLOYMENT'],
})

export const consent = filled<typeof ConsentGiven>({
  consentId: 'consent-1',
  kind: 'PARTICIPATION',
  adultsCovered: 1,
  institutions: ['school-1', 'police-1'],
  dataScopes: ['COOPERATION'],
  form: 'PAPER',
  privacyNoticeVersion: '1',
})

export const team = filled<typeof TaskTeamAppointed>({
  teamId: 'team-1',
  members: [
    { memberId: 'w-1', institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE', confidentialitySignedOn: '2019-11-13' },
    { memberId: 'w-2', institutionId: 'school-1', sector: 'EDUCATION', confidentialitySignedOn: '2019-11-13' },
    { memberId: 'w-3', sector: 'HOUSING', confidentialitySignedOn: '2019-11-13' },
  ],
})

export const sitting = filled<typeof TeamMeetingHeld>({
  meetingId: 'meeting-1',
  teamId: 'team-1',
  ordinal: 1,
  invited: 3,
  present: 3,
  clientPresent: true,
  mode: 'ON_SITE',
})
