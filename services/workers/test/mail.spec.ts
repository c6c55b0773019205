import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createPool } from '@kooperacje/events'
import { createTestDatabase, type TestDatabase } from '@kooperacje/infra/testing'
import { Client, type Pool } from 'pg'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  destinationsOf,
  mailAddresses,
  type Recipient,
  removeMailAddress,
  setMailAddress,
} from '../src/mail/addresses.ts'
import { caughtMails } from '../src/mail/caught.ts'
import { Mailer } from '../src/mail/mailer.ts'
import type { Noticed } from '../src/mail/message.ts'
import { type MailTransport, smtpTransport } from '../src/mail/transport.ts'
import { createMetrics } from '../src/metrics.ts'

const logger = pino({ level: 'silent' })
const LEDGER = '2416042'

let database: TestDatabase
let pool: Pool
let owner: Client

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool({ url: database.serviceUrl })
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await pool.end()
  await database.drop()
})

beforeEach(async () => {
  await owner.query('truncate rm.mail_outbox, mail.caught, mail.addresses, mail.digests, mail.digest_items')
})

const mail = (position: number, overrides: Partial<Noticed> = {}): Noticed => ({
  ledger: LEDGER,
  position,
  recipient: 'COORDINATOR',
  kind: 'REMINDER',
  rule: 'D-01',
  about: 'case/case-A',
  dueOn: '2019-12-02',
  restricted: false,
  ...overrides,
})

async function putOut(...mails: Noticed[]) {
  for (const { ledger, position, recipient, kind, rule, about, dueOn, restricted } of mails) {
    await pool.query(
      `insert into rm.mail_outbox (ledger, position, recipient, kind, rule, about, due_on, restricted, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
      [ledger, position, recipient, kind, rule, about, dueOn, restricted],
    )
  }
}

async function outbox() {
  const { rows } = await pool.query('select position, status, attempts, failure from rm.mail_outbox order by position')
  return rows.map((row) => ({ ...row, position: Number(row.position) }))
}

/** As if the time until the next attempt had passed. */
const timePasses = () => pool.query(`update rm.mail_outbox set claimed_until = now() - interval '1 second'`)

/** Tells of every statement before it is sent; one that `heard` makes wait is sent after that. */
function onStatements(heard: (text: string, values: readonly unknown[]) => Promise<void> | void) {
  const { query } = Client.prototype
  return vi.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
    const [statement, values] = args as [string | { text: string }, unknown]
    const text = typeof statement === 'string' ? statement : statement.text
    const send = () => (query as (...args: unknown[]) => unknown).apply(this, args)
    const wait = heard(text, Array.isArray(values) ? values : [])
    return wait ? wait.then(send) : send()
  } as never)
}

/** A list of forty reads otherwise like one of two. */
const shape = (text: string): string => text.replace(/\(\$\d+(, \$\d+)*\)/g, '(…)')

const mailer = (transport: MailTransport | null, fallback?: string, now?: () => Date) =>
  new Mailer({
    pool,
    transport,
    fallback,
    ...(now ? { now } : {}),
    publicUrl: 'https://koop.example.test',
    logger,
    metrics: createMetrics(),
  })

describe('a mail with a mail server', () => {
  let server: SMTPServer
  let transport: MailTransport
  let received: { to: string[]; text: string }[]
  let answer: (() => Error | null) | undefined

  beforeEach(async () => {
    received = []
    answer = undefined
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, callback) => callback(answer?.() ?? null),
      onData(stream, session, callback) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          received.push({ to, text: Buffer.concat(chunks).toString('utf8') })
          callback()
        })
      },
    })
    server.on('error', () => {})
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    const { port } = server.server.address() as AddressInfo
    transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'Kooperacje 3D <kooperacje@example.test>')
    await setMailAddress(pool, { ledger: LEDGER, kind: 'ROLE', key: 'COORDINATOR', address: 'team@ops.example.test' })
  })

  afterEach(async () => {
    transport.close()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })

  const refusing = (responseCode: number) => () =>
    Object.assign(new Error('no such user <team@ops.example.test>'), { responseCode })

  it('goes out once, however many processes send', async () => {
    const mails = Array.from({ length: 25 }, (_, i) => mail(i + 1))
    await putOut(...mails)
    await Promise.all([mailer(transport), mailer(transport), mailer(transport)].map((one) => one.deliver()))
    expect(received).toHaveLength(25)
    expect(received[0]?.to).toEqual(['team@ops.example.test'])
    expect((await outbox()).every(({ status, attempts }) => status === 'SENT' && attempts === 1)).toBe(true)
    await mailer(transport).deliver()
    expect(received).toHaveLength(25)
  })

  it('is tried again when the server asks for that, under the same id', async () => {
    await putOut(mail(1))
    answer = refusing(450)
    await mailer(transport).deliver()
    expect(await outbox()).toEqual([{ position: 1, status: 'PENDING', attempts: 1, failure: 'EENVELOPE 450' }])
    answer = undefined
    await mailer(transport).deliver()
    expect(received).toHaveLength(0)
    await timePasses()
    await mailer(transport).deliver()
    expect(received).toHaveLength(1)
    expect(received[0]?.text).toContain(`Message-ID: <notice.${LEDGER}.1.coordinator@koop.example.test>`)
  })

  it('is given up when the server refuses it for good, and no address is kept with the reason', async () => {
    await putOut(mail(1))
    answer = refusing(550)
    await mailer(transport).deliver()
    await timePasses()
    await mailer(transport).deliver()
    expect(await outbox()).toEqual([{ position: 1, status: 'FAILED', attempts: 1, failure: 'EENVELOPE 550' }])
  })

  it('waits while the server is away', async () => {
    await putOut(mail(1))
    const nowhere = smtpTransport('smtp://127.0.0.1:1', 'kooperacje@example.test')
    await mailer(nowhere).deliver()
    nowhere.close()
    expect(await outbox()).toMatchObject([{ status: 'PENDING', failure: expect.stringMatching(/^E[A-Z]+$/) }])
  })

  it('waits for an address when nobody left one, or goes to whoever is there for that', async () => {
    await putOut(mail(1))
    await removeMailAddress(pool, { ledger: LEDGER, kind: 'ROLE', key: 'COORDINATOR' })
    await mailer(transport).deliver()
    expect(await outbox()).toMatchObject([{ status: 'PENDING', failure: 'NOADDRESS' }])
    await timePasses()
    await mailer(transport, 'office@example.test').deliver()
    expect(received.map(({ to }) => to)).toEqual([['office@example.test']])
  })

  it('in hand is sent and written down when the process is told to stop, and no other is begun', async () => {
    await putOut(...Array.from({ length: 10 }, (_, i) => mail(i + 1)))
    const stop = new AbortController()
    const stopping: MailTransport = {
      async send(to, message) {
        stop.abort()
        await transport.send(to, message)
      },
      close() {},
    }
    await mailer(stopping).deliver(stop.signal)
    const rows = await outbox()
    const sent = rows.filter(({ status }) => status === 'SENT')
    expect(sent).toHaveLength(received.length)
    expect(sent.length).toBeLessThan(10)
    expect(rows.filter(({ attempts }) => attempts > 0)).toEqual(sent)
  })

  it('carries the same id when a process died after sending it and before writing that down', async () => {
    await putOut(mail(1))
    const dying: MailTransport = {
      async send(to, message) {
        await transport.send(to, message)
        await new Promise(() => {})
      },
      close() {},
    }
    void mailer(dying).deliver()
    await expect.poll(() => received.length).toBe(1)
    await mailer(transport).deliver()
    expect(received).toHaveLength(1)
    await timePasses()
    await mailer(transport).deliver()
    const ids = received.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
  })

  it('is not sent again by a process that only could not write it down', async () => {
    await putOut(mail(1))
    const one = mailer({
      async send(to, message) {
        await transport.send(to, message)
        await owner.query('revoke update on rm.mail_outbox from kooperacje_service')
      },
      close() {},
    })
    await one.deliver()
    await owner.query('grant update on rm.mail_outbox to kooperacje_service')
    expect(await outbox()).toMatchObject([{ status: 'PENDING' }])
    await timePasses()
    await one.deliver()
    expect(received).toHaveLength(1)
    expect(await outbox()).toMatchObject([{ status: 'SENT' }])
  })
})

describe('a daily digest', () => {
  const sent: { to: string; subject: string; text: string; messageId: string }[] = []
  const transport: MailTransport = {
    async send(to, message) {
      sent.push({ to, ...message })
    },
    close() {},
  }
  const at = (moment: string) => mailer(transport, undefined, () => new Date(moment))
  const wishes = (delivery: 'AT_ONCE' | 'DAILY_DIGEST', address = 'anna@ops.example.test') =>
    setMailAddress(pool, { ledger: LEDGER, kind: 'ROLE', key: 'COORDINATOR', address, delivery })

  beforeEach(async () => {
    sent.length = 0
    await wishes('DAILY_DIGEST')
  })

  it('holds what came until offices open, once a day, and tomorrow what comes after', async () => {
    await putOut(mail(1), mail(2, { kind: 'ALARM', rule: 'P-12', about: 'case/case-B', dueOn: '2019-11-20' }))
    await at('2019-11-25T05:30:00Z').deliver()
    expect(sent).toEqual([])
    expect(await outbox()).toMatchObject([{ status: 'GROUPED' }, { status: 'GROUPED' }])
    await Promise.all([at('2019-11-25T06:00:00Z'), at('2019-11-25T06:00:00Z')].map((one) => one.deliver()))
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ to: 'anna@ops.example.test', subject: 'Terminy, 25.11.2019: 2' })
    expect(sent[0]?.text).toMatch(/Terminy, które minęły \(1\)\n\n- 20\.11\.2019 Sprawa case-B: P-12/)
    expect(sent[0]?.messageId).toMatch(/^<digest\.2019-11-25\.[0-9a-f]{16}@koop\.example\.test>$/)
    expect(await outbox()).toMatchObject([{ status: 'SENT' }, { status: 'SENT' }])

    await putOut(mail(3))
    await at('2019-11-25T09:00:00Z').deliver()
    expect(sent).toHaveLength(1)
    await at('2019-11-26T06:00:00Z').deliver()
    await at('2019-11-26T06:05:00Z').deliver()
    expect(sent.map(({ subject }) => subject)).toEqual(['Terminy, 25.11.2019: 2', 'Terminy, 26.11.2019: 1'])
  })

  it('goes to nobody who has lost the post by the time it leaves', async () => {
    await putOut(mail(1))
    await at('2019-11-25T05:30:00Z').deliver()
    await wishes('AT_ONCE', 'ewa@ops.example.test')
    await at('2019-11-25T06:00:00Z').deliver()
    await at('2019-11-25T06:00:01Z').deliver()
    expect(sent.map(({ to }) => to)).toEqual(['ewa@ops.example.test'])
    expect(await outbox()).toMatchObject([{ status: 'SENT' }])
  })

  it('is tried again under the same id when the server is away, and takes in nothing more meanwhile', async () => {
    await putOut(mail(1))
    await at('2019-11-25T05:30:00Z').deliver()
    const away: MailTransport = {
      send: () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })),
      close() {},
    }
    await mailer(away, undefined, () => new Date('2019-11-25T06:00:00Z')).deliver()
    await putOut(mail(2))
    await at('2019-11-25T06:10:00Z').deliver()
    expect(sent.map(({ subject }) => subject)).toEqual(['Terminy, 25.11.2019: 1'])
    expect(await outbox()).toMatchObject([{ status: 'SENT' }, { status: 'GROUPED' }])
  })

  it('is not sent again in part by whoever takes over while the one who was slow writes it down', async () => {
    const other = '1465011'
    const address = 'anna@ops.example.test'
    await setMailAddress(pool, { ledger: other, kind: 'ROLE', key: 'COORDINATOR', address, delivery: 'DAILY_DIGEST' })
    await putOut(mail(1, { ledger: other }), mail(1))
    await at('2019-11-25T05:30:00Z').deliver()

    const gate = Promise.withResolvers<void>()
    const isSending = Promise.withResolvers<void>()
    const slow: MailTransport = {
      async send(to, message) {
        isSending.resolve()
        await gate.promise
        await transport.send(to, message)
      },
      close() {},
    }
    const first = mailer(slow, undefined, () => new Date('2019-11-25T06:00:00Z')).deliver()
    await isSending.promise
    // The second has read the notices of one ledger, and not yet those of the other, when the first is done.
    const spy = onStatements((text, [ledger]) => {
      if (!/^select .*"mail_outbox"/.test(text) || ledger !== LEDGER) return
      gate.resolve()
      return first
    })
    try {
      await at('2019-11-25T06:06:00Z').deliver()
    } finally {
      spy.mockRestore()
    }
    expect(sent.map(({ subject }) => subject)).toEqual(['Terminy, 25.11.2019: 2'])
  })

  describe.each([
    ['to whom it was made for', () => wishes('DAILY_DIGEST')],
    ['to somebody else by now', () => wishes('DAILY_DIGEST', 'ewa@ops.example.test')],
  ])('whose notices go %s', (_, meanwhile) => {
    it('takes as many statements for forty of them as for two', async () => {
      const statements = async (day: string, count: number) => {
        await wishes('DAILY_DIGEST')
        await putOut(...Array.from({ length: count }, (_, i) => mail(Number(day.slice(-2)) * 100 + i)))
        await at(`${day}T05:30:00Z`).deliver()
        await meanwhile()
        const heard: string[] = []
        const spy = onStatements((text) => void heard.push(text))
        await at(`${day}T06:00:00Z`)
          .deliver()
          .finally(() => spy.mockRestore())
        return heard
      }
      const forTwo = await statements('2019-11-25', 2)
      const lookUps = forTwo.filter((text) => text.includes('mail.addresses'))
      expect(lookUps).toHaveLength(1)
      const forForty = await statements('2019-11-26', 40)
      expect(forForty.map(shape)).toEqual(forTwo.map(shape))
    })
  })

  it('is caught like any mail where there is no mail server', async () => {
    await putOut(mail(1), mail(2))
    const one = mailer(null, undefined, () => new Date('2019-11-25T05:30:00Z'))
    await one.deliver()
    await mailer(null, undefined, () => new Date('2019-11-25T06:30:00Z')).deliver()
    expect(await caughtMails(pool, LEDGER, 10)).toMatchObject([{ subject: 'Terminy, 25.11.2019: 2' }])
    expect(await outbox()).toMatchObject([{ status: 'CAUGHT' }, { status: 'CAUGHT' }])
  })
})

describe('a mail without a mail server', () => {
  it('is caught once, for a page to show', async () => {
    await putOut(mail(1), mail(2, { recipient: 'LEADER', kind: 'ALARM', about: 'partnership/pzk' }))
    await Promise.all([mailer(null).deliver(), mailer(null).deliver()])
    expect(await outbox()).toMatchObject([{ status: 'CAUGHT' }, { status: 'CAUGHT' }])
    const caught = await caughtMails(pool, LEDGER, 10)
    expect(caught.map(({ position, address }) => [position, address])).toEqual([
      [2, `leader.${LEDGER}@example.test`],
      [1, `coordinator.${LEDGER}@example.test`],
    ])
    expect(await caughtMails(pool, LEDGER, 10, 2)).toHaveLength(1)
    expect(await caughtMails(pool, '1465011', 10)).toEqual([])
  })
})

describe('the address of a notice', () => {
  const entry = (kind: 'ACTOR' | 'INSTITUTION' | 'ROLE', key: string) =>
    setMailAddress(pool, { ledger: LEDGER, kind, key, address: `${key.toLowerCase()}@example.test` })
  const coordinator: Recipient = {
    ledger: LEDGER,
    recipient: 'COORDINATOR',
    about: 'case/case-A',
    restricted: false,
    owner: null,
    coordinatorId: 'worker-7',
    leaderId: 'mops',
    consentWithdrawn: false,
  }
  const whereTo = async (recipient: Recipient) => (await destinationsOf(pool, [recipient]))[0]?.address ?? null

  it("is the coordinator's own, else the coordinators', else the leading institution's, else the leader's", async () => {
    expect(await whereTo(coordinator)).toBeNull()
    await entry('ROLE', 'LEADER')
    expect(await whereTo(coordinator)).toBe('leader@example.test')
    await entry('INSTITUTION', 'mops')
    expect(await whereTo(coordinator)).toBe('mops@example.test')
    await entry('ROLE', 'COORDINATOR')
    expect(await whereTo(coordinator)).toBe('coordinator@example.test')
    await entry('ACTOR', 'worker-7')
    expect(await whereTo(coordinator)).toBe('worker-7@example.test')
    expect(await whereTo({ ...coordinator, coordinatorId: null })).toBe('coordinator@example.test')
    expect(await mailAddresses(pool, LEDGER)).toHaveLength(4)
    expect(await whereTo({ ...coordinator, ledger: '1465011' })).toBeNull()
  })

  it("of the leader is never a coordinator's", async () => {
    await entry('ACTOR', 'worker-7')
    await entry('ROLE', 'COORDINATOR')
    expect(await whereTo({ ...coordinator, recipient: 'LEADER' })).toBeNull()
    await entry('INSTITUTION', 'mops')
    expect(await whereTo({ ...coordinator, recipient: 'LEADER' })).toBe('mops@example.test')
  })

  it('is refused when it is none', async () => {
    const wrong = { ledger: LEDGER, kind: 'ROLE', key: 'LEADER', address: 'not an address' } as const
    await expect(setMailAddress(pool, wrong)).rejects.toThrow()
  })
})
