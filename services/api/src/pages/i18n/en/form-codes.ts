import type { FormCodeNames } from '../form-code-names.ts'

export const formCodes: FormCodeNames = {
  institutionKind: {
    OPS: 'social assistance centre',
    CUS: 'social services centre',
    PCPR: 'county family support centre',
    SCHOOL: 'school',
    HEALTH_PROVIDER: 'health care provider',
    POLICE: 'police',
    COURT: 'court',
    LABOUR_OFFICE: 'labour office',
    HOUSING_MANAGER: 'housing manager',
    NGO: 'non-governmental organisation',
    OTHER: 'other',
  },
  withdrawalScope: { ALL: 'the whole cooperation', DATA_SHARING: 'the sharing of data only' },
  resourceScope: { ASSISTANCE: 'social assistance', LOCAL: 'local resources' },
  invitationAnswer: { INTERESTED: 'interested', DECLINED: 'declined' },
  notHeardBecause: { TOO_YOUNG: 'too young', UNABLE: 'unable to speak for itself' },
  correctionReason: {
    TYPING_ERROR: 'typing error',
    WRONG_DATE: 'wrong date',
    WRONG_VALUE: 'wrong value',
    WRONG_PERSON: 'another person',
    DUPLICATE: 'recorded twice',
    OTHER: 'another reason',
  },
  agreementParty: { VOIVODESHIP: 'voivodeship', COUNTY: 'county', MUNICIPALITY: 'municipality' },
  receiver: { institutionId: 'an institution', partnershipId: 'another partnership' },
  pilotPhase: { I: 'I: making the model', II: 'II: testing', III: 'III: recommendations', IV: 'IV: education' },
}
