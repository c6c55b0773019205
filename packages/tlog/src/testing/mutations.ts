import { canonicalJson } from '../canonical-json.ts'
import { commitmentTo, formatDisclosure, formatHidden } from '../leaf.ts'
import { events, LEDGER } from './history.ts'

/** How many events the exported history has, and which of them is changed. */
export const SIZE = 20
export const AT = 7

/** One kind of change to the lines of an export, with the position of the first event that is not as it was. */
export interface Mutation {
  readonly what: string
  readonly mutate: (lines: readonly string[]) => string[]
  readonly position: number
}

interface Shown {
  leaf: Record<string, unknown> & { metadata: Record<string, unknown> }
  payload?: unknown
  nonce?: string
}

function edited(line: string, edit: (event: Shown) => void): string {
  const event = JSON.parse(line) as Shown
  edit(event)
  return `${canonicalJson(event)}\n`
}

const replace = (what: string, change: (line: string, lines: readonly string[]) => string): Mutation => ({
  what,
  mutate: (lines) => lines.with(AT - 1, change(lines[AT - 1]!, lines)),
  position: AT,
})

const edit = (what: string, change: (event: Shown) => void): Mutation => replace(what, (line) => edited(line, change))

const hidden = (line: string): string => `${formatHidden((JSON.parse(line) as Shown).leaf as never)}\n`

/** As somebody would do it who knows the format. */
const renumbered = (lines: readonly string[]): string[] =>
  lines.map((line, i) =>
    edited(line, ({ leaf }) => {
      leaf.position = i + 1
    }),
  )

const swapped = (lines: readonly string[]) => lines.with(AT - 1, lines[AT]!).with(AT, lines[AT - 1]!)
const foreign = `${formatDisclosure(events(SIZE, { ledger: '1261' })[AT - 1]!)}\n`

const TEXTS = ['id', 'type', 'stream', 'occurredAt', 'recordedAt', 'commitment', 'ledger']
const NUMBERS = ['schemaVersion', 'position', 'v']

const FIELDS: readonly Mutation[] = [
  ...TEXTS.map((field) =>
    edit(`a character of its ${field} is another`, ({ leaf }) => {
      const text = leaf[field] as string
      leaf[field] = `${text.slice(0, 3)}${text[3] === 'a' ? 'b' : 'a'}${text.slice(4)}`
    }),
  ),
  ...NUMBERS.map((field) =>
    edit(`its ${field} is another`, ({ leaf }) => {
      leaf[field] = (leaf[field] as number) + 1
    }),
  ),
  edit('who did it is another', ({ leaf }) => {
    leaf.metadata.actorId = 'staff-9'
  }),
  edit('what it followed from is gone', ({ leaf }) => {
    delete leaf.metadata.causationId
  }),
  edit('a text of its payload is another', (event) => {
    event.payload = { ...(event.payload as object), place: 'Zarki' }
  }),
  edit('its nonce is another', (event) => {
    event.nonce = Buffer.alloc(32, 1).toString('base64')
  }),
  edit('its payload comes without the nonce', (event) => {
    delete event.nonce
  }),
  edit('its payload is left out, as if it were erased', (event) => {
    delete event.payload
    delete event.nonce
  }),
  edit('its payload is left out, and it names a key that never was', (event) => {
    delete event.payload
    delete event.nonce
    event.leaf.keys = ['000000000000:nobody']
  }),
  edit('it names a key that never was', ({ leaf }) => {
    leaf.keys = ['000000000000:nobody']
  }),
  edit('its payload is left out, and it names nobody', (event) => {
    delete event.payload
    delete event.nonce
    event.leaf.keys = []
  }),
  replace('only the hash of another is shown', (_, lines) => hidden(lines[AT]!)),
  edit('its payload is another, and its commitment made to fit', (event) => {
    event.payload = { place: 'Zawiercie' }
    event.leaf.commitment = commitmentTo(event.payload, Buffer.from(event.nonce!, 'base64'))
  }),
  edit('it has one member more', ({ leaf }) => {
    leaf.more = 1
  }),
  replace('it is written with spaces', (line) => line.replace('"v":2', '"v": 2')),
  replace('a member stands twice', (line) => line.replace('"v":2', '"v":2,"v":2')),
]

const ORDER: readonly Mutation[] = [
  { what: 'an event is dropped', mutate: (lines) => lines.toSpliced(AT - 1, 1), position: AT },
  {
    what: 'an event is dropped, and those behind it renumbered',
    mutate: (lines) => renumbered(lines.toSpliced(AT - 1, 1)),
    position: AT,
  },
  { what: 'the last event is dropped', mutate: (lines) => lines.slice(0, -1), position: SIZE },
  { what: 'all events are dropped', mutate: () => [], position: 1 },
  { what: 'two events are swapped', mutate: swapped, position: AT },
  { what: 'two events are swapped, and renumbered', mutate: (lines) => renumbered(swapped(lines)), position: AT },
  { what: 'an event is repeated', mutate: (lines) => lines.toSpliced(AT, 0, lines[AT - 1]!), position: AT + 1 },
  {
    what: 'an event is inserted, and those behind it renumbered',
    mutate: (lines) => renumbered(lines.toSpliced(AT - 1, 0, lines[0]!)),
    position: AT,
  },
  {
    what: 'an event is added at the end',
    mutate: (lines) => renumbered([...lines, lines[0]!]),
    position: SIZE + 1,
  },
  {
    what: 'the file is cut off within an event',
    mutate: (lines) => [...lines.slice(0, AT - 1), lines[AT - 1]!.slice(0, 200)],
    position: AT,
  },
  {
    what: 'the file is cut off before the end of a line',
    mutate: (lines) => lines.with(-1, lines.at(-1)!.slice(0, -1)),
    position: SIZE,
  },
  { what: 'an empty line stands between', mutate: (lines) => lines.toSpliced(AT - 1, 0, '\n'), position: AT },
]

const LEDGERS: readonly Mutation[] = [
  replace('an event of another ledger stands in its place', () => foreign),
  replace('an event of another ledger was moved here, and says to be of this one', () =>
    edited(foreign, ({ leaf }) => {
      leaf.ledger = LEDGER
    }),
  ),
]

export const MUTATIONS: readonly Mutation[] = [...FIELDS, ...ORDER, ...LEDGERS]
