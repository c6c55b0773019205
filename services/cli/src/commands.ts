import type { CommandTable } from './command-line/table.ts'

/** The one table of commands: dispatch, help and docs/reference/cli.md are made from it. */
export const commands: CommandTable = {
  events: {
    summary: 'Print the events of a ledger or of one stream',
    load: async () => (await import('./commands/events.ts')).events,
  },
  replay: {
    summary: 'Show the state of one stream, now or at any point of its history',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
  'audit timeline': {
    summary: 'Print the history of a ledger or of one thing, for those who check it',
    load: async () => (await import('./commands/audit-timeline.ts')).auditTimeline,
  },
  'audit state': {
    summary: 'Show how one thing, or every thing, stood at a position or on a date',
    load: async () => (await import('./commands/audit-state.ts')).auditState,
  },
  'audit diff': {
    summary: 'Show what differs between two positions or dates',
    load: async () => (await import('./commands/audit-diff.ts')).auditDiff,
  },
  'audit causes': {
    summary: 'Show what a fact follows from and what followed from it',
    load: async () => (await import('./commands/audit-causes.ts')).auditCauses,
  },
  'audit reads': {
    summary: 'Show who has read personal data, of whom and what for',
    load: async () => (await import('./commands/audit-reads.ts')).auditReads,
  },
  'projections status': {
    summary: 'Show how far each projection has read each ledger',
    load: async () => (await import('./commands/projections-status.ts')).projectionsStatus,
  },
  'projections rebuild': {
    summary: 'Build a projection anew from the first event on',
    load: async () => (await import('./commands/projections-rebuild.ts')).projectionsRebuild,
  },
  'projections diff': {
    summary: 'Compare what a rebuild has left beside the old tables with those',
    load: async () => (await import('./commands/projections-diff.ts')).projectionsDiff,
  },
  'projections swap': {
    summary: 'Put what a rebuild has left beside the old tables in their place',
    load: async () => (await import('./commands/projections-swap.ts')).projectionsSwap,
  },
  'projections check': {
    summary: 'Compare a projection with a plain fold of the events',
    load: async () => (await import('./commands/projections-check.ts')).projectionsCheck,
  },
  'keys create': {
    summary: 'Make an API key for an integration',
    load: async () => (await import('./commands/keys-create.ts')).keysCreate,
  },
  'keys list': {
    summary: 'List the API keys',
    load: async () => (await import('./commands/keys-list.ts')).keysList,
  },
  'keys revoke': {
    summary: 'Revoke an API key',
    load: async () => (await import('./commands/keys-revoke.ts')).keysRevoke,
  },
  'keys status': {
    summary: 'Show by which master keys the keys of persons are wrapped',
    load: async () => (await import('./commands/keys-status.ts')).keysStatus,
  },
  'keys rotate-master': {
    summary: 'Wrap the keys of all persons by the current master key',
    load: async () => (await import('./commands/keys-rotate-master.ts')).keysRotateMaster,
  },
  'log create-key': {
    summary: 'Make a key to sign the history with',
    load: async () => (await import('./commands/log-create-key.ts')).logCreateKey,
  },
  'log status': {
    summary: 'Show how far the history is sealed, cosigned and unchanged',
    load: async () => (await import('./commands/log-status.ts')).logStatus,
  },
  'log keys': {
    summary: 'Print the keys that others verify the history with',
    load: async () => (await import('./commands/log-keys.ts')).logKeys,
  },
  'cold status': {
    summary: 'Show how many events of each ledger lie in the cold table',
    load: async () => (await import('./commands/cold-status.ts')).coldStatus,
  },
  'cold move': {
    summary: 'Move the first events of a ledger into the cold table',
    load: async () => (await import('./commands/cold-move.ts')).coldMove,
  },
  'cold return': {
    summary: 'Move events of a ledger back from the cold table',
    load: async () => (await import('./commands/cold-return.ts')).coldReturn,
  },
  'users create': {
    summary: 'Make a log-in for a member of staff',
    load: async () => (await import('./commands/users-create.ts')).usersCreate,
  },
  'addresses set': {
    summary: 'Say where the reminders of a person, an institution or a role go',
    load: async () => (await import('./commands/addresses.ts')).addressesSet,
  },
  'addresses list': {
    summary: 'List the address book of a ledger',
    load: async () => (await import('./commands/addresses.ts')).addressesList,
  },
  'addresses remove': {
    summary: 'Take an address out of the book',
    load: async () => (await import('./commands/addresses.ts')).addressesRemove,
  },
  erase: {
    summary: 'Erase the data of a client for good',
    load: async () => (await import('./commands/erase.ts')).erase,
  },
  'subject export': {
    summary: 'Print everything that is kept about one client, and who has read it',
    load: async () => (await import('./commands/subject-export.ts')).subjectExport,
  },
  simulate: {
    summary: 'Replay a ledger under another version of the model and compare',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  'model show': {
    summary: 'Print a version of the model, the document to begin a draft with',
    load: async () => (await import('./commands/model-show.ts')).modelShow,
  },
  'model changes': {
    summary: 'Show what a draft of a version of the model changes',
    load: async () => (await import('./commands/model-changes.ts')).modelChanges,
  },
  'model validate': {
    summary: 'Check a draft of a version of the model',
    load: async () => (await import('./commands/model-validate.ts')).modelValidate,
  },
  'simulate-town': {
    summary: 'Make a town of invented people from a seed, as a file or in a ledger',
    load: async () => (await import('./commands/simulate-town.ts')).simulateTownCommand,
  },
  export: {
    summary: 'Write the sealed history of a ledger into a folder, for an auditor',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  verify: {
    summary: 'Check that an export, a receipt or a ledger is complete and unchanged',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  witness: {
    summary: 'Cosign the logs of others as long as they only grow',
    load: async () => (await import('./commands/witness.ts')).witness,
  },
  'witness key': {
    summary: 'Make the key that a witness cosigns with',
    load: async () => (await import('./commands/witness-key.ts')).witnessKey,
  },
  doctor: {
    summary: 'Check whether this installation can do its work',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
}
