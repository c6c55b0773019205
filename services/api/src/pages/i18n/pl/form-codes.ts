import type { FormCodeNames } from '../form-code-names.ts'

export const formCodes: FormCodeNames = {
  institutionKind: {
    OPS: 'ośrodek pomocy społecznej',
    CUS: 'centrum usług społecznych',
    PCPR: 'powiatowe centrum pomocy rodzinie',
    SCHOOL: 'szkoła',
    HEALTH_PROVIDER: 'podmiot leczniczy',
    POLICE: 'policja',
    COURT: 'sąd',
    LABOUR_OFFICE: 'urząd pracy',
    HOUSING_MANAGER: 'zarządca mieszkań',
    NGO: 'organizacja pozarządowa',
    OTHER: 'inna',
  },
  withdrawalScope: { ALL: 'cała współpraca', DATA_SHARING: 'tylko udostępnianie danych' },
  resourceScope: { ASSISTANCE: 'pomoc społeczna', LOCAL: 'zasoby lokalne' },
  invitationAnswer: { INTERESTED: 'zainteresowana', DECLINED: 'odmówiła' },
  notHeardBecause: { TOO_YOUNG: 'zbyt małe', UNABLE: 'nie może się wypowiedzieć' },
  correctionReason: {
    TYPING_ERROR: 'pomyłka w pisaniu',
    WRONG_DATE: 'zła data',
    WRONG_VALUE: 'zła wartość',
    WRONG_PERSON: 'inna osoba',
    DUPLICATE: 'zapisano dwa razy',
    OTHER: 'inny powód',
  },
  agreementParty: { VOIVODESHIP: 'województwo', COUNTY: 'powiat', MUNICIPALITY: 'gmina' },
  receiver: { institutionId: 'instytucja', partnershipId: 'inne partnerstwo' },
  pilotPhase: { I: 'I: opracowanie modelu', II: 'II: testowanie', III: 'III: rekomendacje', IV: 'IV: edukacja' },
}
