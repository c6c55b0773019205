import { expect } from 'vitest'
import type { z } from 'zod'
import type { Actor, Decision, EventOn } from '../kernel/command.ts'
import type { NewEvent } from '../kernel/event.ts'
import type { RefusalCode } from '../kernel/refusals.ts'
import type { AnyCommand, AnyProcess } from '../registry.ts'
import { World, worker } from './world.ts'

/**
 * A test as a sentence: given what happened, when somebody asks for something, then these facts follow, or a rule refuses.
 *
 *     given(partnership, opened, leaderDesignated, regulationsAdopted, ...signedBy(mops, police, school))
 *       .when(constitutePartnership)
 *       .refuses('too-few-institutions', { have: 2, need: 3 })
 */
export const given = (process: AnyProcess, ...events: readonly NewEvent[]): Given =>
  new Given({ process, events, besides: [], on: '2019-11-12', by: worker })

/** The stream under test; a command that creates one gets this id, too. */
export const THIS = 'this'

interface Circumstances {
  readonly process: AnyProcess
  readonly events: readonly NewEvent[]
  readonly besides: readonly EventOn[]
  readonly on: string
  readonly by: Actor
}

class Given {
  readonly #circumstances: Circumstances

  constructor(circumstances: Circumstances) {
    this.#circumstances = circumstances
  }

  /** What happened on another stream that the command reads. */
  besides(process: AnyProcess, id: string, ...events: readonly NewEvent[]): Given {
    const more = events.map((event) => ({ process, id, event }))
    return new Given({ ...this.#circumstances, besides: [...this.#circumstances.besides, ...more] })
  }

  /** The business date of the command, and of everything before it. */
  on(day: string): Given {
    return new Given({ ...this.#circumstances, on: day })
  }

  by(actor: Actor): Given {
    return new Given({ ...this.#circumstances, by: actor })
  }

  when(command: AnyCommand, body: unknown = {}, id: string = THIS): When {
    const { process, events, besides, on, by } = this.#circumstances
    const parsed = command.body.safeParse(body)
    if (!parsed.success) return new When(process, id, null, faultsOf(parsed.error))
    const world = new World()
    for (const { event, ...ref } of besides) world.happened(ref, event, on)
    for (const event of events) world.happened({ process, id }, event, on)
    return new When(process, id, world.perform({ command, id, body, on, by }), [])
  }
}

class When {
  readonly #process: AnyProcess
  readonly #id: string
  readonly #decision: Decision | null
  readonly #faults: readonly string[]

  constructor(process: AnyProcess, id: string, decision: Decision | null, faults: readonly string[]) {
    this.#process = process
    this.#id = id
    this.#decision = decision
    this.#faults = faults
  }

  /** Exactly these facts, in this order; `onStream` marks those of other streams. */
  // biome-ignore lint/suspicious/noThenProperty: nobody awaits a sentence, and no other word says it as well
  then(...facts: readonly (NewEvent | EventOn)[]): void {
    expect(this.#faults, 'the body breaks its schema').toEqual([])
    const here = (event: NewEvent): EventOn => ({ process: this.#process, id: this.#id, event })
    const plain = ({ process, id, event }: EventOn) => ({ on: `${process.name}/${id}`, ...event })
    const got = this.#decision?.accepted ? this.#decision.events.map(plain) : this.#decision
    expect(got).toEqual(facts.map((fact) => plain('event' in fact ? fact : here(fact))))
  }

  refuses(code: RefusalCode, details?: Readonly<Record<string, unknown>>): void {
    expect(this.#faults, 'the body breaks its schema').toEqual([])
    const refusal = details === undefined ? expect.objectContaining({ code }) : { code, details }
    expect(this.#decision).toEqual({ accepted: false, refusal })
  }

  /** Not even a request: the body breaks its schema at this field. */
  isMalformedAt(field: string): void {
    expect(this.#faults).toContain(field)
  }
}

export const onStream = (process: AnyProcess, id: string, event: NewEvent): EventOn => ({ process, id, event })

const faultsOf = (error: z.ZodError): readonly string[] => error.issues.map(({ path }) => path.join('.'))
