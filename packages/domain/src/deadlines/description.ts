import type { ProcessDescription } from '../kernel/description.ts'

/**
 * What people were told about a deadline. Each step of its rule is told once for a due day. The stream's version makes a
 * second worker that had the same idea fail instead of writing a second mail. An alarm that turns out to have been none is
 * taken back, after which the deadline may be told of anew.
 */
export const deadlineDescription: ProcessDescription = {
  pl: 'Powiadomienia o terminie',
  en: 'Notices of a deadline',
  states: {
    REMINDED: { pl: 'przypomniano', en: 'reminded', end: true },
    ALARMED: { pl: 'zaalarmowano', en: 'alarmed', end: true },
    WITHDRAWN: { pl: 'odwołano alarm', en: 'alarm withdrawn', end: true },
  },
  transitions: {
    DeadlineReminded: [{ from: ['NONE', 'REMINDED', 'ALARMED', 'WITHDRAWN'], to: 'REMINDED', guards: ['notReminded'] }],
    DeadlineAlarmRaised: [
      { from: ['NONE', 'REMINDED', 'ALARMED', 'WITHDRAWN'], to: 'ALARMED', guards: ['afterDue', 'notAlarmed'] },
    ],
    DeadlineNoticeWithdrawn: [{ from: ['ALARMED', 'REMINDED', 'WITHDRAWN'], to: 'WITHDRAWN', guards: ['wasAlarmed'] }],
  },
}
