import { addCalendarDays } from '@kooperacje/domain'
import { workingDayFrom } from './diary.ts'

/** The two years of the town. In September 2023 the terms of the Blue Card procedure change: both are met. */
export const FIRST_DAY = '2022-01-03'
export const LAST_DAY = '2023-12-29'
export const CONSTITUTED_ON = '2022-04-05'

/** Referrals come from the first weeks of work on and stop half a year before the end, so that most courses are seen whole. */
export const FIRST_REFERRAL = '2022-04-11'
export const LAST_REFERRAL = '2023-06-23'

/** The partnership stands still over the turn of the year, for want of staff. */
export const SUSPENDED_ON = '2022-12-19'
export const RESUMED_ON = '2023-01-12'

/** The same day, or the first one after the standstill: what needs a working partnership waits for it. */
export const whileActive = (day: string): string =>
  day >= SUSPENDED_ON && day <= RESUMED_ON ? workingDayFrom(addCalendarDays(RESUMED_ON, 1)) : day
