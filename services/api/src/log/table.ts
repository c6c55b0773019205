import type { Permission } from '../auth/permissions.ts'

interface LogRoute {
  /** Below `/v1/:ledger`. */
  readonly path: string
  readonly operationId: string
  /** Any one of them suffices; none: for everybody, without a key. */
  readonly permissions: readonly Permission[]
  readonly about: string
}

/** What a caller needs for entries and exports: they name type, thing and account of every fact, restricted ones too. */
export const ENTRIES: Permission = 'log.read-entries'

export const logRoutes = {
  checkpoint: {
    path: '/log/checkpoint',
    operationId: 'getLogCheckpoint',
    permissions: [],
    about: 'Size and root of the history, signed, with the cosignatures of witnesses (C2SP tlog-checkpoint).',
  },
  tile: {
    path: '/log/tile/*',
    operationId: 'getLogTile',
    permissions: [],
    about: 'Hashes of the tree of the history; below `entries/` what they are the hashes of (C2SP tlog-tiles).',
  },
  proof: {
    path: '/log/proof',
    operationId: 'getLogProof',
    permissions: [],
    about: 'Proof that the fact at a position is in the history of a size (RFC 6962).',
  },
  consistency: {
    path: '/log/consistency',
    operationId: 'getLogConsistency',
    permissions: [],
    about: 'Proof that the history of one size continues that of a smaller one (RFC 6962).',
  },
  export: {
    path: '/log/export',
    operationId: 'exportLog',
    permissions: [ENTRIES, 'audit.read'],
    about:
      'Every sealed event, a line each, to be checked offline, with as much of it as the reader may see; kept in the register of reads.',
  },
  receipt: {
    path: '/referrals/:id/receipt',
    operationId: 'getReferralReceipt',
    permissions: ['referral.read', 'referral.read-own'],
    about:
      'A file that proves, without asking anybody, that the referral was received, when, and with what (C2SP tlog-proof).',
  },
} as const satisfies Record<string, LogRoute>
