/** What has to go with us, however we end: as intended, on an error, or on a signal. */
const leftovers = new Set<() => void>()
let listening = false

/** Of something that would outlive us. The answer is for when it is gone by itself. */
export function endWithUs(end: () => void): () => void {
  if (!listening) process.on('exit', endLeftovers)
  listening = true
  leftovers.add(end)
  return () => void leftovers.delete(end)
}

/** Without waiting for anything, the youngest first: what is mounted goes after whoever writes to it. */
export function endLeftovers(): void {
  for (const end of [...leftovers].reverse()) {
    leftovers.delete(end)
    try {
      end()
    } catch {
      // It has ended by itself.
    }
  }
}
