import type {
  ErasureGround,
  ErasureRefusalGround,
  InstitutionKind,
  LegalHoldGround,
  PilotPhase,
  RestrictionGround,
} from '@kooperacje/domain'
import type { z } from 'zod'

type NamesOf<Code extends string> = Readonly<Record<Code, string>>

/** Codes that only forms show: what was chosen is told in sentences of its own. */
export interface FormCodeNames {
  readonly institutionKind: NamesOf<z.infer<typeof InstitutionKind>>
  readonly withdrawalScope: NamesOf<'ALL' | 'DATA_SHARING'>
  readonly resourceScope: NamesOf<'ASSISTANCE' | 'LOCAL'>
  readonly invitationAnswer: NamesOf<'INTERESTED' | 'DECLINED'>
  readonly notHeardBecause: NamesOf<'TOO_YOUNG' | 'UNABLE'>
  readonly correctionReason: NamesOf<
    'TYPING_ERROR' | 'WRONG_DATE' | 'WRONG_VALUE' | 'WRONG_PERSON' | 'DUPLICATE' | 'OTHER'
  >
  readonly agreementParty: NamesOf<'VOIVODESHIP' | 'COUNTY' | 'MUNICIPALITY'>
  readonly receiver: NamesOf<'institutionId' | 'partnershipId'>
  readonly pilotPhase: NamesOf<PilotPhase>
  readonly holdGround: NamesOf<LegalHoldGround>
  readonly restrictionGround: NamesOf<RestrictionGround>
  readonly erasureGround: NamesOf<ErasureGround>
  readonly erasureRefusalGround: NamesOf<ErasureRefusalGround>
}
