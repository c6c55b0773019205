import type { ProcessDescription } from '../kernel/description.ts'

/** Meetings are held without having been called here first, too: minutes on paper are entered afterwards. */
export const meetingDescription: ProcessDescription = {
  pl: 'Spotkanie',
  en: 'Meeting',
  states: {
    SCHEDULED: { pl: 'zwołane', en: 'called' },
    HELD: { pl: 'odbyte', en: 'held', end: true },
    CANCELLED: { pl: 'odwołane', en: 'cancelled', end: true },
  },
  transitions: {
    MeetingScheduled: [{ from: ['NONE'], to: 'SCHEDULED', guards: ['plannedAhead'] }],
    MeetingHeld: [{ from: ['NONE', 'SCHEDULED'], to: 'HELD', guards: ['asCalled', 'nextLater'] }],
    MeetingCancelled: [{ from: ['SCHEDULED'], to: 'CANCELLED' }],
  },
}
