const OF_CLIENTS: ReadonlySet<string> = new Set([
  'case',
  'client',
  'contract',
  'deadline',
  'erasure',
  'interdisciplinary-team',
  'matter',
  'meeting',
  'referral',
])

/** Does a stream of this type tell of clients? Who may not see cases learns how many there are, and not of whom. */
export const isOfClients = (streamType: string): boolean => OF_CLIENTS.has(streamType)
