import type { BasketCodeNames } from '../code-names.ts'

export const basketCodes: BasketCodeNames = {
  serviceStatus: {
    PROPOSED: 'proposed',
    VERIFIED: 'verified',
    PUBLISHED: 'published',
    SUSPENDED: 'suspended',
    WITHDRAWN: 'withdrawn',
  },
  fee: { FREE: 'free of charge', BY_INCOME: 'by income', PAID: 'paid' },
  accessRule: {
    NO_REFERRAL: 'without referral',
    NO_INCOME_TEST: 'without income test',
    FREE: 'free of charge',
    BY_INCOME: 'fee by income',
    PAID: 'paid',
  },
  targetGroup: {
    EVERYBODY: 'everybody',
    ADULTS: 'adults',
    FAMILIES_WITH_CHILDREN: 'families with children',
    CHILDREN: 'children',
    YOUNG_PEOPLE: 'young people',
    SENIORS: 'seniors',
    PEOPLE_WITH_DISABILITIES: 'people with disabilities',
    CARERS: 'carers',
    UNEMPLOYED: 'unemployed people',
    HOMELESS: 'homeless people',
    FOREIGNERS: 'foreigners',
    VICTIMS_OF_VIOLENCE: 'people who suffer violence',
  },
  conflictKind: { DUPLICATE: 'duplicate each other', CONTRADICTION: 'exclude each other' },
}
