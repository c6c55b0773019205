import type { ProcessDescription } from '../kernel/description.ts'

/**
 * What people were told about a deadline: at most one reminder, at most one alarm, and no reminder after the alarm. The
 * stream's version makes a second worker that had the same idea fail instead of writing a second mail.
 */
export const deadlineDescription: ProcessDescription = {
  pl: 'Powiadomienia o terminie',
  en: 'Notices of a deadline',
  states: {
    REMINDED: { pl: 'przypomniano', en: 'reminded' },
    ALARMED: { pl: 'zaalarmowano', en: 'alarmed', end: true },
  },
  transitions: {
    DeadlineReminded: [{ from: ['NONE'], to: 'REMINDED', guards: ['ruleKnown'] }],
    DeadlineAlarmRaised: [{ from: ['NONE', 'REMINDED'], to: 'ALARMED', guards: ['ruleKnown', 'afterDue'] }],
  },
}
