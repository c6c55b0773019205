import type { BasketCodeNames } from '../code-names.ts'

export const basketCodes: BasketCodeNames = {
  serviceStatus: {
    PROPOSED: 'zgłoszona',
    VERIFIED: 'sprawdzona',
    PUBLISHED: 'opublikowana',
    SUSPENDED: 'zawieszona',
    WITHDRAWN: 'wycofana',
  },
  fee: { FREE: 'bezpłatna', BY_INCOME: 'zależna od dochodu', PAID: 'płatna' },
  accessRule: {
    NO_REFERRAL: 'bez skierowania',
    NO_INCOME_TEST: 'bez kryterium dochodowego',
    FREE: 'bezpłatna',
    BY_INCOME: 'opłata zależna od dochodu',
    PAID: 'płatna',
  },
  targetGroup: {
    EVERYBODY: 'dla wszystkich',
    ADULTS: 'dorośli',
    FAMILIES_WITH_CHILDREN: 'rodziny z dziećmi',
    CHILDREN: 'dzieci',
    YOUNG_PEOPLE: 'młodzież',
    SENIORS: 'seniorzy',
    PEOPLE_WITH_DISABILITIES: 'osoby z niepełnosprawnością',
    CARERS: 'opiekunowie',
    UNEMPLOYED: 'osoby bezrobotne',
    HOMELESS: 'osoby w kryzysie bezdomności',
    FOREIGNERS: 'cudzoziemcy',
    VICTIMS_OF_VIOLENCE: 'osoby doświadczające przemocy',
  },
  conflictKind: { DUPLICATE: 'powielają się', CONTRADICTION: 'wykluczają się' },
}
