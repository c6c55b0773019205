/** Rules around a partnership, its members and its sittings; part of `refusals`. */
export const partnershipRefusals = {
  'leader-not-eligible': {
    kind: 'invalid',
    en: 'Only a social assistance centre or a social services centre can lead a partnership.',
    pl: 'Liderem partnerstwa może być tylko ośrodek pomocy społecznej albo centrum usług społecznych.',
  },
  'leader-already-designated': {
    kind: 'conflict',
    en: 'The partnership has a leader already.',
    pl: 'Partnerstwo ma już lidera.',
  },
  'leader-missing': {
    kind: 'conflict',
    en: 'A leader must be designated first.',
    pl: 'Najpierw trzeba wyznaczyć lidera.',
  },
  'no-invitation-sent': {
    kind: 'conflict',
    en: 'At least one institution must be invited before the first initiating meeting.',
    pl: 'Przed pierwszym spotkaniem inicjującym trzeba zaprosić co najmniej jedną instytucję.',
  },
  'member-already-signed': {
    kind: 'conflict',
    en: 'The institution has signed its declaration already.',
    pl: 'Instytucja podpisała już deklarację.',
  },
  'not-a-member': {
    kind: 'invalid',
    en: 'The institution is not a member of the partnership.',
    pl: 'Instytucja nie jest członkiem partnerstwa.',
  },
  'agreement-date-differs': {
    kind: 'invalid',
    en: 'The cooperation agreement was signed on another day; leave the date out or correct it.',
    pl: 'Porozumienie o współpracy podpisano innego dnia; pomiń tę datę albo ją popraw.',
  },
  'not-a-cooperator': {
    kind: 'invalid',
    en: 'The institution is not among those that were asked to cooperate; identify or invite it first.',
    pl: 'Instytucji nie ma wśród wytypowanych ani zaproszonych; najpierw trzeba ją wytypować albo zaprosić.',
  },
  'acts-for-another': {
    kind: 'invalid',
    en: 'An institution answers for itself; only the leader may record this for another.',
    pl: 'Instytucja odpowiada za siebie; za inną może to zapisać tylko lider.',
  },
  'list-and-count-differ': {
    kind: 'invalid',
    en: 'The number does not agree with the list of those who are counted.',
    pl: 'Liczba nie zgadza się z listą osób, które obejmuje.',
  },
  'unknown-meeting': {
    kind: 'invalid',
    en: 'The partnership has held no such meeting; record the meeting first.',
    pl: 'Partnerstwo nie odbyło takiego spotkania; najpierw trzeba je zapisać.',
  },
  'no-quorum': {
    kind: 'conflict',
    en: 'Too few members were represented at this meeting for it to decide.',
    pl: 'Na tym spotkaniu reprezentowanych było za mało członków, aby mogło podejmować decyzje.',
  },
  'handed-to-itself': {
    kind: 'invalid',
    en: 'A team is handed over to somebody else.',
    pl: 'Zespół przekazuje się komuś innemu.',
  },
  'leader-cannot-leave': {
    kind: 'conflict',
    en: 'The leader cannot leave the partnership; a partnership without its leader is dissolved.',
    pl: 'Lider nie może opuścić partnerstwa; partnerstwo bez lidera się rozwiązuje.',
  },
  'basket-version-published': {
    kind: 'conflict',
    en: 'A published version of the service basket is never changed; the next one needs another number.',
    pl: 'Opublikowanej wersji koszyka usług się nie zmienia; następna wymaga innego numeru.',
  },
  'leader-has-not-signed': {
    kind: 'conflict',
    en: "The leader's own declaration is missing.",
    pl: 'Brakuje deklaracji lidera.',
  },
  'too-few-institutions': {
    kind: 'conflict',
    en: 'Too few institutions besides the leader have signed.',
    pl: 'Za mało instytucji poza liderem podpisało deklarację.',
  },
  'too-few-sectors': {
    kind: 'conflict',
    en: 'Too few sectors are represented.',
    pl: 'Za mało sektorów jest reprezentowanych.',
  },
  'partnership-not-active': {
    kind: 'conflict',
    en: 'The partnership must be active.',
    pl: 'Partnerstwo musi być aktywne.',
  },
  'teams-open': {
    kind: 'conflict',
    en: 'Task teams of the partnership are still at work; close their cases or hand them over first.',
    pl: 'Zespoły zadaniowe partnerstwa jeszcze pracują; najpierw trzeba zamknąć ich sprawy albo je przekazać.',
  },
} as const satisfies Record<string, { kind: 'conflict' | 'invalid' | 'missing'; en: string; pl: string }>
