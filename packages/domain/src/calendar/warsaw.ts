/** Business dates are civil days in Poland, whatever the clock of the server says. */
const warsaw = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Warsaw',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** Asking Intl takes 1.5 µs, a third of what folding an event may take; all instants of one hour lie on one Polish day. */
const known = new Map<string, string>()
const MOST_KNOWN = 50_000

/** `2019-11-12T23:30:00Z` → `2019-11-13`. */
export function businessDate(instant: string): string {
  // An instant written with another zone's offset is not told by its first letters.
  if (!instant.endsWith('Z')) return warsaw.format(new Date(instant))
  const hour = instant.slice(0, 13)
  const before = known.get(hour)
  if (before) return before
  const day = warsaw.format(new Date(instant))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(hour, day)
  return day
}
