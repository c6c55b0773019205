import type { clientsTexts as polish } from '../pl/clients-texts.ts'

export const clientsTexts: typeof polish = {
  title: 'Data of clients',
  search: 'Find a client by PESEL number',
  pesel: 'PESEL number',
  find: 'Find',
  notPesel: 'This is not a PESEL number: its date or its control digit is wrong. Check the 11 digits.',
  nobody: 'There is no client of this number whom you may know of. The search was put on record.',
  onRecord: 'Found; the read was put on record.',
  erasures: 'Requests to erase data',
  fourEyes:
    'One person asks, another confirms, then it can be carried out. That cannot be undone; while a legal hold stands, no step can be taken.',
  byStatus: 'State of the request',
  none: 'There are no such requests.',
  caption: 'Requests to erase data, newest first',
  request: 'Request',
  client: 'Client',
  ground: 'Ground',
  status: 'State',
  requested: 'Requested',
  confirmed: 'Confirmed',
  ended: 'Ended',
  by: (day, actor) => `${day}, ${actor}`,
  held: 'held',
  heldBy: (holds) => `held: ${holds}`,
}
