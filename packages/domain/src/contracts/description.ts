import type { ProcessDescription } from '../kernel/description.ts'

/**
 * The social contract on paper: drafted, signed by both parties in any order, ended. That the second signature starts the
 * work of the plan is a fact of the case, added by the command that records the signature.
 */
export const contractDescription: ProcessDescription = {
  pl: 'Kontrakt socjalny',
  en: 'Social contract',
  states: {
    DRAFTED: { pl: 'sporządzony', en: 'drafted' },
    HALF_SIGNED: { pl: 'podpisany przez jedną stronę', en: 'signed by one party' },
    CONCLUDED: { pl: 'zawarty', en: 'concluded' },
    ENDED: { pl: 'zakończony', en: 'ended', end: true },
  },
  transitions: {
    SocialContractDrafted: [
      {
        from: ['NONE'],
        to: 'DRAFTED',
        guards: ['planAgreed', 'notForGroups', 'soundWill', 'partFits', 'reviewsWithinTerm'],
      },
    ],
    SocialContractSigned: [
      { from: ['DRAFTED'], to: 'HALF_SIGNED', guards: ['notSignedByThem', 'soundWill'] },
      { from: ['HALF_SIGNED'], to: 'CONCLUDED', guards: ['notSignedByThem', 'soundWill'] },
    ],
    SocialContractAmended: [{ from: ['CONCLUDED'], guards: ['signedByBoth', 'reviewsWithinTerm'] }],
    SocialContractEnded: [{ from: ['DRAFTED', 'HALF_SIGNED', 'CONCLUDED'], to: 'ENDED', guards: ['endFits'] }],
  },
}
