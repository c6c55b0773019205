import type { Actor, CommandName } from '@kooperacje/domain'

/** What somebody in the town asks to have recorded: one command, as a client of the API would send it. */
export interface Wish {
  readonly command: CommandName
  readonly id: string
  readonly body: Readonly<Record<string, unknown>>
  /** When it happened, ISO 8601 in UTC. */
  readonly at: string
  /** How many days later it is entered: paper lies. */
  readonly late: number
  readonly by: Actor
}

/** One course of things that belong together, wish after wish; it does not go on before its last wish was recorded. */
export type Life = Generator<Wish, void, void>
