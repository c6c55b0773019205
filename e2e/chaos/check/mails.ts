import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Delivered } from '../system/mail-server.ts'
import { PUBLIC_HOST } from '../system/world.ts'
import { lastDigestDay } from './digest-day.ts'
import { type Finding, findings } from './finding.ts'

/** Mails that were delivered, by key, and how often one came again under its Message-ID. */
export interface MailCounts {
  readonly notices: number
  readonly digests: number
  readonly waiting: number
  readonly repeated: number
}

interface NoticeRow {
  readonly ledger: string
  readonly position: string
  readonly recipient: string | null
  readonly status: string | null
  readonly noticed: boolean
  readonly day: string | null
  readonly address: string | null
  readonly digest: string | null
}

/**
 * Each notice in the log is one mail, sent by itself or in the one digest of its day, and delivered. Mail is sent at least
 * once: what comes again says the same under the same Message-ID, so it is counted by its key.
 */
export async function mails(
  pool: Pool,
  delivered: ReadonlyMap<string, Delivered>,
  moment: Date,
): Promise<{ readonly findings: readonly Finding[]; readonly counts: MailCounts }> {
  const { rows } = await pool.query<NoticeRow>(
    `select coalesce(e.ledger, m.ledger) as ledger, coalesce(e.position, m.position) as position, m.recipient, m.status,
            e.position is not null as noticed, i.day::text as day, i.address, d.status as digest
       from (select ledger, position, payload->>'recipient' as recipient from es.events
              where type in ('DeadlineReminded', 'DeadlineAlarmRaised', 'DeadlineNoticeWithdrawn')) e
       full join rm.mail_outbox m using (ledger, position, recipient)
       left join mail.digest_items i on i.ledger = m.ledger and i.position = m.position and i.recipient = m.recipient
       left join mail.digests d on d.day = i.day and d.address = i.address`,
  )
  const due = lastDigestDay(moment)
  const missing: string[] = []
  const strange: string[] = []
  const undelivered: string[] = []
  const twice: string[] = []
  const expected = new Set<string>()
  let waiting = 0
  for (const { ledger, position, recipient, status, noticed, day, address, digest } of rows) {
    const name = `${ledger}@${position} to ${recipient}`
    if (status === null) {
      missing.push(`${ledger}@${position}`)
      continue
    }
    if (!noticed) strange.push(name)
    const own = `<notice.${ledger}.${position}.${`${recipient}`.toLowerCase()}@${PUBLIC_HOST}>`
    if (day === null || address === null) {
      expected.add(own)
      if (status !== 'SENT' || !delivered.has(own)) undelivered.push(`${name} is ${status}`)
      continue
    }
    const group = digestId(day, address)
    if (delivered.has(own)) twice.push(`${name} came by itself and in the digest of ${day}`)
    if (status === 'GROUPED' && digest === 'OPEN' && day > due) waiting++
    else {
      expected.add(group)
      if (status !== 'SENT' || digest !== 'SENT' || !delivered.has(group)) {
        undelivered.push(`${name} is ${status}, the digest of ${day} is ${digest}`)
      }
    }
  }
  const unknown = [...delivered.keys()].filter((id) => !expected.has(id))
  const changed = [...delivered].filter(([, { texts, receivers }]) => texts.size > 1 || receivers.size > 1)
  const digests = [...expected].filter((id) => id.startsWith('<digest.')).length
  return {
    findings: [
      ...findings(
        'every-notice-mailed',
        missing.map((place) => `${place} has no mail`),
      ),
      ...findings('every-mail-from-a-notice', [...strange, ...unknown.map((id) => `${id} was delivered`)]),
      ...findings('every-mail-delivered', undelivered),
      ...findings('no-mail-twice', [...twice, ...changed.map(([id]) => `${id} stood for different mails`)]),
    ],
    counts: {
      notices: expected.size - digests,
      digests,
      waiting,
      repeated: [...delivered.values()].reduce((sum, { times }) => sum + times - 1, 0),
    },
  }
}

const digestId = (day: string, address: string): string =>
  `<digest.${day}.${createHash('sha256').update(address).digest('hex').slice(0, 16)}@${PUBLIC_HOST}>`
