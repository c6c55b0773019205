/**
 * Statements of one transaction that are asked for in one breath. Fails when any of them does, and never before all have ended: what
 * `Promise.all` leaves running would go on sending behind the rollback, where each statement commits by itself.
 */
export async function allEnded<T extends readonly unknown[] | []>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works)
  return Promise.all(works)
}
