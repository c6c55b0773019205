import type { Fact, PastEvent } from '../kernel/event.ts'
import type { ConsentExpired, ConsentGiven, ConsentWithdrawn, SharedAccessRevoked } from './events.ts'
import { type CaseState, type Consent, type ConsentRecord, initialCase, union } from './state.ts'

/**
 * Consents are remembered one by one, because each has its own institutions, kinds of data and end. What they amount to
 * together is computed anew with every change, so that no order of withdrawals, endings and renewals can leave a rest.
 */
// biome-ignore lint/suspicious/noExplicitAny: each entry is written for the payload of its own event
type Memory = (state: CaseState, event: PastEvent<string, any>) => Partial<CaseState>

export const consentMemory: Readonly<Record<string, Memory>> = {
  ConsentGiven: ({ consent, sharedWith }, { data }: Fact<typeof ConsentGiven>) => ({
    consent: amounting([...consent.records, recordOf(data)], null),
    sharedWith: union(sharedWith, data.institutions),
  }),
  ConsentWithdrawn: ({ consent }, { data: { scope } }: Fact<typeof ConsentWithdrawn>) => ({
    consent: amounting(
      consent.records.map((record) => ({
        ...record,
        shares: false,
        participates: record.participates && scope !== 'ALL',
      })),
      scope,
    ),
  }),
  ConsentExpired: ({ consent }, { data: { consentId } }: Fact<typeof ConsentExpired>) => ({
    consent: amounting(
      consent.records.map((record) =>
        record.consentId === consentId ? { ...record, shares: false, participates: false } : record,
      ),
      consent.withdrawn,
    ),
  }),
  SharedAccessRevoked: ({ sharedWith }, { data }: Fact<typeof SharedAccessRevoked>) => ({
    sharedWith: sharedWith.filter((institutionId) => !data.institutions.includes(institutionId)),
  }),
}

const recordOf = (data: Fact<typeof ConsentGiven>['data']): ConsentRecord => ({
  consentId: data.consentId,
  kind: data.kind,
  institutions: data.institutions,
  dataScopes: data.dataScopes,
  validUntil: data.validUntil ?? null,
  participates: data.kind === 'PARTICIPATION',
  shares: true,
})

function amounting(records: readonly ConsentRecord[], withdrawn: Consent['withdrawn']): Consent {
  const sharing = records.filter(({ shares }) => shares)
  return {
    ...initialCase.consent,
    participation: records.some(({ participates }) => participates),
    sharing: sharing.length > 0,
    institutions: union(...sharing.map(({ institutions }) => institutions)),
    withdrawn,
    records,
  }
}
