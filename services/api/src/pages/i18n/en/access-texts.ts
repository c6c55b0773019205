import type { accessTexts as polish } from '../pl/access-texts.ts'

export const accessTexts: typeof polish = {
  title: (clientId) => `Data of client ${clientId}`,
  about: (ledger) =>
    `Everything that is recorded about this person in ledger ${ledger}, and who has read it for what purpose (GDPR art. 15).`,
  restricted: 'The use of this data is restricted (GDPR art. 18).',
  held: (holds) => `The data must be kept, legal holds: ${holds}.`,
  facts: 'What is recorded',
  deadlines: 'Deadlines',
  mails: 'Notices sent to staff',
  mailKind: { REMINDER: 'reminder of a deadline', ALARM: 'alarm about a deadline', WITHDRAWAL: 'alarm taken back' },
  mailStatus: { PENDING: 'waiting to be sent', SENT: 'sent', CAUGHT: 'kept in the system', FAILED: 'not sent' },
  search: 'Search by PESEL number',
  found:
    'The person can be found by PESEL. The number itself is encrypted; the index holds only its hash under a secret key.',
  notFound: 'The person cannot be found by PESEL.',
  alsoKnownAs: (ids) => `The same PESEL is also kept under the keys: ${ids}. Their data is in files of their own.`,
  receipts: 'Proofs that referrals were received',
  receipt: (about, address) =>
    `${about}: the institution that referred gets the proof at ${address}; anybody can check it without asking the office.`,
  readers: 'Who has read the data',
  nothing: 'Nothing is recorded.',
  hidden:
    'The use of the data of this client is restricted: it is shown only to the manager, at the request of the client or for control.',
}
