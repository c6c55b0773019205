import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Sector, ShortText, Teryt } from '../kernel/values.ts'

/** The kinds that decide something: only an OPS or a CUS may lead a partnership. */
export const InstitutionKind = z.enum([
  'OPS',
  'CUS',
  'PCPR',
  'SCHOOL',
  'HEALTH_PROVIDER',
  'POLICE',
  'COURT',
  'LABOUR_OFFICE',
  'HOUSING_MANAGER',
  'NGO',
  'OTHER',
])

export const InstitutionRegistered = defineEvent({
  type: 'InstitutionRegistered',
  version: 1,
  about: 'An institution became known to the local authority: public facts only.',
  data: z.strictObject({ name: ShortText, kind: InstitutionKind, sector: Sector, teryt: Teryt }),
})

export const institutionEvents = [InstitutionRegistered] as const
