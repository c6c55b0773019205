import type { AppendCommand, AppendResult, EventStore } from '@kooperacje/events'
import type { Commit } from './town.ts'

/** What loading needs of a store: appending in the order given, and telling whether there is anything yet. */
export interface OrderedStore extends Pick<EventStore, 'head'> {
  appendInOrder(commands: readonly AppendCommand[]): Promise<readonly AppendResult[]>
}

export class LedgerNotEmpty extends Error {
  constructor(ledger: string, head: number) {
    super(`ledger ${ledger} holds ${head} events already; a town is only loaded into an empty one`)
    this.name = 'LedgerNotEmpty'
  }
}

/** Commands on their way at a time: some batches of the store, so that it never waits for the generator. */
const WINDOW = 2048

/**
 * Loads a town into a ledger through the store's own appends, one command each as it was decided; answers the number of
 * events. Ids of events and times of recording are then the store's: a ledger tells when something was really recorded.
 */
export async function loadTown(
  store: OrderedStore,
  ledger: string,
  town: Iterable<Commit>,
  onProgress: (events: number) => void = () => {},
): Promise<number> {
  const head = await store.head(ledger)
  if (head > 0) throw new LedgerNotEmpty(ledger, head)
  let events = 0
  let window: AppendCommand[] = []
  let under = Promise.resolve()
  const send = async (commands: readonly AppendCommand[]) => {
    const refused = (await store.appendInOrder(commands)).find((result) => !result.ok)
    if (refused) throw new Error(`the store refused a command of the town: ${JSON.stringify(refused)}`)
    for (const { writes } of commands) events += writes.reduce((sum, write) => sum + write.events.length, 0)
    onProgress(events)
  }
  for (const commit of town) {
    window.push(commandOf(ledger, commit))
    if (window.length < WINDOW) continue
    // The next window is made while the store is busy with this one.
    await under
    under = send(window)
    window = []
  }
  await under
  await send(window)
  return events
}

function commandOf(ledger: string, commit: Commit): AppendCommand {
  const [first] = commit
  if (!first) throw new Error('a commit has at least one event')
  const streams = Map.groupBy(commit, ({ streamType, streamId }) => `${streamType}/${streamId}`)
  return {
    ledger,
    metadata: first.metadata,
    writes: [...streams.values()].map((events) => ({
      streamType: events[0]?.streamType ?? '',
      streamId: events[0]?.streamId ?? '',
      expectedVersion: (events[0]?.streamVersion ?? 1) - 1,
      events: events.map(({ type, data, occurredAt }) => ({ type, data, occurredAt })),
    })),
  }
}
