import type { DeadlineRecipient } from './rule.ts'

/** Whom a notice is meant for, and what is known of the thing that it is about. */
export interface Addressed {
  readonly to: DeadlineRecipient
  /** The stream it is about, `case/…`. */
  readonly about: string
  /** Its existence tells of violence (class C5). */
  readonly restricted: boolean
  /** Staff key and role of whoever recorded the beginning. */
  readonly owner: { readonly actorId: string; readonly role: string } | null
  /** Staff key of the case's coordinator. */
  readonly coordinatorId: string | null
  /** Institution that leads the partnership. */
  readonly leaderId: string | null
  /** The client has taken back the consent to take part. */
  readonly consentWithdrawn: boolean
}

/** Where to look in the address book, the best choice first. */
export type Receiver =
  | { readonly kind: 'ACTOR' | 'INSTITUTION'; readonly key: string }
  | { readonly kind: 'ROLE'; readonly key: DeadlineRecipient }

/** Roles of the leader's own people. */
const LEADERS_PEOPLE = ['LEADER', 'COORDINATOR']

/** What tells of one client: the word alone that such a thing exists would give a person away. */
const ABOUT_A_CLIENT = ['case', 'referral', 'contract', 'matter']

/**
 * Who may be told of a deadline. Of a client only the leader's own people are: partners learn of a case by sitting in its
 * team and not by mail, the regional centre counts and never names. Where the one who is meant may not be told, or is not
 * there, the next one above is: silence would let the deadline pass.
 */
export function receiversOf(notice: Addressed): readonly Receiver[] {
  const { to, about, restricted, owner, coordinatorId, leaderId, consentWithdrawn } = notice
  const aboutClient = ABOUT_A_CLIENT.includes(about.slice(0, about.indexOf('/')))
  const leader: readonly Receiver[] = [
    ...(leaderId === null ? [] : [{ kind: 'INSTITUTION' as const, key: leaderId }]),
    { kind: 'ROLE', key: 'LEADER' },
  ]
  const coordinator: readonly Receiver[] = [
    ...(coordinatorId === null ? [] : [{ kind: 'ACTOR' as const, key: coordinatorId }]),
    { kind: 'ROLE', key: 'COORDINATOR' },
    ...leader,
  ]
  // The leader's authorised staff, and nobody in person: who that is may change from one day to the next.
  if (restricted || to === 'LEADER') return leader
  switch (to) {
    case 'COORDINATOR':
      return coordinator
    case 'REGION':
      return aboutClient ? leader : [{ kind: 'ROLE', key: 'REGION' }, ...leader]
    case 'OWNER': {
      const may = owner !== null && (!aboutClient || (LEADERS_PEOPLE.includes(owner.role) && !consentWithdrawn))
      const above = about.startsWith('case/') ? coordinator : leader
      return may ? [{ kind: 'ACTOR', key: owner.actorId }, ...above] : above
    }
  }
}
