import { randomBytes } from 'node:crypto'
import {
  builtInModel,
  commandDefinitions,
  foldStream,
  type ModelDocument,
  partnership,
  storedEventDefinitions,
} from '@kooperacje/domain'
import {
  type AppendCommand,
  EventCodec,
  EventRegistry,
  type Forgetting,
  MemoryEventStore,
  memorySubjectKeys,
  Vault,
} from '@kooperacje/events'
import { beforeEach, describe, expect, it } from 'vitest'
import { CommandHandler, type CommandRequest } from './handler.ts'

const LEDGER = '2416021'
const leader = { actorId: 'key:1', role: 'LEADER', institutionId: 'mops' }

/** Counts what reaches the store, and can let another writer in between a decision and its append. */
class WatchedStore extends MemoryEventStore {
  reads = 0
  beforeAppend: (() => Promise<unknown>) | null = null
  /** What happens after a read, before its answer arrives. */
  afterRead: (() => Promise<unknown>) | null = null
  newIds: AppendCommand['newIds']

  override async readStream(...parameters: Parameters<MemoryEventStore['readStream']>) {
    this.reads++
    const after = this.afterRead
    this.afterRead = null
    const events = await super.readStream(...parameters)
    await after?.()
    return events
  }

  override async append(command: AppendCommand) {
    const first = this.beforeAppend
    this.beforeAppend = null
    await first?.()
    this.newIds = command.newIds
    return super.append(command)
  }
}

describe('the command handler', () => {
  let store: WatchedStore
  let handler: CommandHandler
  let appended: number[]

  beforeEach(async () => {
    const vault = new Vault(memorySubjectKeys(), randomBytes(32))
    store = new WatchedStore(new EventCodec(new EventRegistry(storedEventDefinitions), vault), () => new Date())
    appended = []
    handler = new CommandHandler({ store, onAppended: (_, position) => appended.push(position) })
    await open('pzk')
  })

  const request = (
    command: keyof typeof commandDefinitions,
    id: string | undefined,
    body: unknown,
    more: Partial<CommandRequest> = {},
  ): CommandRequest => ({
    ledger: LEDGER,
    command: commandDefinitions[command],
    id,
    body,
    by: leader,
    correlationId: 'request-1',
    ...more,
  })
  const open = (id: string) =>
    handler.execute(
      request('OpenPartnership', id, {
        name: 'Partnerstwo',
        municipality: LEDGER,
        agreementSignedOn: '2019-01-07',
        modelVersion: '1.0',
      }),
    )
  const diagnose = (gaps: number, more: Partial<CommandRequest> = {}) =>
    request('CompleteResourceDiagnosis', 'pzk', { assistanceResources: 1, localResources: 1, gaps }, more)
  const refer = (more: Partial<CommandRequest> = {}) =>
    request(
      'SubmitReferral',
      undefined,
      {
        partnershipId: 'pzk',
        clientKind: 'PERSON',
        source: 'SCHOOL',
        knownSince: '2019-05-06',
        urgency: 'NORMAL',
        clientAgreed: 'YES',
        clientName: 'Osoba Testowa',
        problemAreas: ['LONELINESS'],
      },
      more,
    )

  it('answers with the place of what it wrote, and tells the workers', async () => {
    expect(await handler.execute(diagnose(4))).toMatchObject({ ok: true, streamId: 'pzk', version: 2, position: 2 })
    expect(appended).toEqual([1, 2])
  })

  it('decides from memory: a second command on a stream reads nothing', async () => {
    await handler.execute(diagnose(4))
    store.reads = 0
    await handler.execute(diagnose(5))
    expect(store.reads).toBe(0)
  })

  it('reads nothing for a thing that begins, also under an id that the client chose', async () => {
    await handler.execute(refer())
    store.reads = 0
    expect(await handler.execute({ ...refer(), id: 'chosen' })).toMatchObject({ ok: true, streamId: 'chosen' })
    expect(store.reads).toBe(0)
  })

  it('refuses a chosen id that another process has taken, and gives its answer to who repeats the request', async () => {
    const other = new CommandHandler({ store })
    const first = await other.execute({ ...refer({ idempotencyKey: 'k3' }), id: 'taken' })
    const before = await store.head(LEDGER)
    expect(await handler.execute({ ...refer(), id: 'taken' })).toMatchObject({ ok: false })
    expect(await handler.execute({ ...refer({ idempotencyKey: 'k3' }), id: 'taken' })).toEqual({
      ...first,
      repeated: true,
    })
    expect(await store.head(LEDGER)).toBe(before)
  })

  it('tells the store which ids it made, and no others: nobody can have a key under those', async () => {
    await handler.execute({ ...refer(), id: 'chosen' })
    const [event] = await store.readStream(LEDGER, 'referral', 'chosen')
    expect(event?.data).toMatchObject({ clientId: [...(store.newIds ?? [])].join() })
    await handler.execute({ ...refer(), body: { ...(refer().body as object), clientId: 'known' } })
    expect([...(store.newIds ?? [])]).not.toContain('known')
  })

  it('remembers nothing while it would not hear that a person is forgotten, and goes on when it would', async () => {
    const forgetting = {
      listening: false,
      start() {
        this.listening = true
      },
      onForgotten: () => {},
      tell: () => {},
      close: async () => {},
    }
    const careful = new CommandHandler({ store, forgetting })
    const readsOf = async (resources: number) => {
      store.reads = 0
      await careful.execute(diagnose(resources))
      return store.reads
    }
    expect(await readsOf(4)).toBe(1)
    expect(await readsOf(5)).toBe(0)
    Object.assign(forgetting, { listening: false, start: () => {} })
    expect(await readsOf(6)).toBe(1)
    expect(await readsOf(7)).toBe(1)
    forgetting.listening = true
    // What it remembers from before is not the newest: the append finds it out.
    expect(await readsOf(8)).toBe(1)
    expect(await readsOf(9)).toBe(0)
  })

  it('reads a stream once for all who ask for it after a start, and shows each what they may count on', async () => {
    const started = new CommandHandler({ store })
    const ref = { process: partnership, id: 'pzk' }
    store.reads = 0
    // Recorded by another process while the first one's answer is on its way.
    store.afterRead = () => handler.execute(diagnose(4))
    const [first, second] = await Promise.all([started.state(LEDGER, ref), started.state(LEDGER, ref)])
    expect([first.version, second.version]).toEqual([1, 2])
    expect(store.reads).toBe(2)
    store.reads = 0
    const again = new CommandHandler({ store })
    const results = await Promise.all([1, 2, 3].map(() => again.execute(refer())))
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(store.reads).toBe(1)
  })

  it('remembers nothing that was read before somebody was forgotten, for whoever waited for it', async () => {
    let forget: Parameters<Forgetting['onForgotten']>[0] = () => {}
    const forgetting = {
      listening: true,
      start: () => {},
      onForgotten(told: typeof forget) {
        forget = told
      },
      tell: () => {},
      close: async () => {},
    }
    const started = new CommandHandler({ store, forgetting })
    const ref = { process: partnership, id: 'pzk' }
    store.afterRead = async () => forget(null)
    await Promise.all([started.state(LEDGER, ref), started.state(LEDGER, ref)])
    expect(started.cache.size).toBe(0)
    await started.state(LEDGER, ref)
    expect(started.cache.size).toBe(1)
  })

  it('asks again after a read that failed', async () => {
    const started = new CommandHandler({ store })
    const ref = { process: partnership, id: 'pzk' }
    store.afterRead = () => Promise.reject(new Error('cut off'))
    await expect(started.state(LEDGER, ref)).rejects.toThrow('cut off')
    expect((await started.state(LEDGER, ref)).version).toBe(1)
  })

  it('decides again when somebody else was faster', async () => {
    const other = new CommandHandler({ store })
    store.beforeAppend = () => other.execute(diagnose(7))
    expect(await handler.execute(diagnose(4))).toMatchObject({ ok: true, version: 3 })
    expect((await store.readStream(LEDGER, 'partnership', 'pzk')).map(({ streamVersion }) => streamVersion)).toEqual([
      1, 2, 3,
    ])
  })

  it('looks again before it refuses on what it remembers', async () => {
    await handler.execute(request('DesignateLeader', 'pzk', { institutionId: 'mops' }))
    const other = new CommandHandler({ store })
    const institution = { name: 'MOPS', kind: 'OPS', sector: 'SOCIAL_ASSISTANCE', teryt: LEDGER }
    await other.execute(request('RegisterInstitution', 'mops', institution))
    expect(await handler.execute(request('DesignateLeader', 'pzk', { institutionId: 'mops' }))).toMatchObject({
      ok: true,
    })
  })

  it('does not decide again for a caller who named the version it had seen', async () => {
    const other = new CommandHandler({ store })
    await other.execute(diagnose(7))
    expect(await handler.execute(diagnose(4, { expectedVersion: 1 }))).toMatchObject({
      ok: false,
      refusal: { code: 'wrong-version', conflicts: [{ expected: 1, actual: 2 }] },
    })
    expect(await handler.execute(diagnose(4, { expectedVersion: 2 }))).toMatchObject({ ok: true, version: 3 })
  })

  it('gives a repeated request its first answer, made ids included, and writes nothing', async () => {
    const first = await handler.execute(refer({ idempotencyKey: 'k1' }))
    const again = await new CommandHandler({ store }).execute(refer({ idempotencyKey: 'k1' }))
    expect(again).toEqual({ ...first, repeated: true })
    expect(await store.head(LEDGER)).toBe(2)
  })

  it('gives a repeated request its first answer although its own effect would now forbid it', async () => {
    const submitted = await handler.execute(refer())
    if (!submitted.ok) throw new Error('the referral was refused')
    const back = (reason: string) =>
      handler.execute(request('ReturnReferral', submitted.streamId, { reason }, { idempotencyKey: 'k2' }))
    const first = await back('OTHER')
    expect(await back('OTHER')).toEqual({ ...first, repeated: true })
    expect(await back('NO_CAPACITY')).toMatchObject({ ok: false, refusal: { code: 'idempotency-key-reused' } })
  })

  it('guards the streams that a decision only looked at', async () => {
    const waiting = await handler.execute(refer())
    if (!waiting.ok) throw new Error('the referral was refused')
    const accept = () => handler.execute(request('AcceptReferral', waiting.streamId, { adults: 1, children: 0 }))
    // The partnership is not active yet: accepting is refused by a state that another stream holds.
    expect(await accept()).toMatchObject({ ok: false, refusal: { code: 'partnership-not-active' } })
    expect(await store.head(LEDGER)).toBe(2)
  })

  it('keeps who did it, and what it follows from', async () => {
    await handler.execute(diagnose(4, { causationId: '2416021@1' }))
    const [event] = await store.readStream(LEDGER, 'partnership', 'pzk', { from: 2 })
    expect(event?.metadata).toEqual({
      actorId: 'key:1',
      actorRole: 'LEADER',
      institutionId: 'mops',
      correlationId: 'request-1',
      causationId: '2416021@1',
    })
  })

  it('takes a correction into what it remembers, also one that another process recorded', async () => {
    await handler.execute(diagnose(4))
    await handler.execute(diagnose(5))
    const other = new CommandHandler({ store })
    const annul = (corrects: number) =>
      request('CorrectPartnershipFact', 'pzk', { corrects, reason: 'DUPLICATE', annul: true })
    expect(await other.execute(annul(3))).toMatchObject({ ok: true, version: 4 })
    const state = async (by: CommandHandler) => (await by.state(LEDGER, { process: partnership, id: 'pzk' })).state
    const whole = foldStream(
      partnership,
      (await store.readStream(LEDGER, 'partnership', 'pzk')) as never,
      handler.models(LEDGER),
    )
    expect(await state(handler)).toEqual(whole)
    expect(await state(other)).toEqual(whole)
    expect(await handler.execute(diagnose(6))).toMatchObject({ ok: true, version: 5 })
    expect(await handler.execute(annul(4))).toMatchObject({ ok: false, refusal: { code: 'no-such-fact' } })
  })

  async function publish(document: ModelDocument) {
    const ask = (command: keyof typeof commandDefinitions, body: unknown) =>
      handler.execute(request(command, document.version, body))
    await ask('DraftModelVersion', { document })
    await ask('OpenModelConsultation', {})
    await ask('CloseModelConsultation', {})
    await ask('GiveModelOpinion', { by: 'MINISTRY', favourable: true })
    await ask('ApproveModelVersion', { by: 'STEERING_COMMITTEE' })
    expect(await ask('ApproveModelVersion', { by: 'MODEL_TEAM' })).toMatchObject({ ok: true })
  }

  it('opens a partnership under a version of the model that was published since it last looked', async () => {
    const document = { ...builtInModel, version: '1.1' }
    const open11 = () =>
      handler.execute(
        request('OpenPartnership', 'pzk-11', {
          name: 'Partnerstwo',
          municipality: LEDGER,
          agreementSignedOn: '2019-01-07',
          modelVersion: '1.1',
        }),
      )
    expect(await open11()).toMatchObject({ ok: false, refusal: { code: 'unknown-model-version' } })
    await publish(document)
    expect(await open11()).toMatchObject({ ok: true })
    // A process that starts later meets the version in a stream.
    const later = new CommandHandler({ store })
    const diagnosed = request('CompleteResourceDiagnosis', 'pzk-11', {
      assistanceResources: 1,
      localResources: 1,
      gaps: 1,
    })
    expect(await later.execute(diagnosed)).toMatchObject({ ok: true, version: 2 })
  })

  it('decides again on the newest facts when what followed from remembered ones cannot be stored', async () => {
    const { CompleteResourceDiagnosis: original } = commandDefinitions
    const diagnose = async (gapsIn: (decision: number) => number) => {
      const readsBefore: number[] = []
      const outcome = await handler.execute({
        ...request('CompleteResourceDiagnosis', 'pzk', { assistanceResources: 1, localResources: 1, gaps: 1 }),
        command: {
          ...original,
          events: (input: Parameters<typeof original.events>[0]) => {
            readsBefore.push(store.reads)
            const [first, ...rest] = original.events(input) as readonly { readonly data: object }[]
            return [{ ...first, data: { ...first?.data, gaps: gapsIn(readsBefore.length) } }, ...rest]
          },
        } as never,
      })
      return { outcome, decisions: readsBefore.length, reads: store.reads - (readsBefore[0] ?? 0) }
    }
    expect(await diagnose((decision) => (decision === 1 ? -1 : 1))).toMatchObject({
      outcome: { ok: true, version: 2 },
      decisions: 2,
      reads: 1,
    })
    // What has no form on the newest facts either is a fault of the definition.
    expect(await diagnose(() => -1)).toMatchObject({
      outcome: { ok: false, refusal: { code: 'invalid-payload' } },
      decisions: 2,
    })
  })

  it('remembers a bounded number of streams', async () => {
    const small = new CommandHandler({ store, cachedStreams: 2 })
    for (const id of ['a', 'b', 'c', 'd']) {
      await small.execute(request('RegisterInstitution', id, { name: id, kind: 'NGO', sector: 'NGO', teryt: LEDGER }))
    }
    expect(small.cache.size).toBe(2)
  })
})
