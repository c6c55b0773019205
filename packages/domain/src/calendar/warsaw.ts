/** Business dates are civil days in Poland, whatever the clock of the server says. */
const warsaw = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Warsaw',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** `2019-11-12T23:30:00Z` → `2019-11-13`. */
export const businessDate = (instant: string): string => warsaw.format(new Date(instant))
