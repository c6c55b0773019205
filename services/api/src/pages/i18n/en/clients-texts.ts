import type { clientsTexts as polish } from '../pl/clients-texts.ts'

export const clientsTexts: typeof polish = {
  title: 'Data of clients',
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
