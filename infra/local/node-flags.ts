/**
 * How Node runs the API and the workers. Their live heap is 50 to 80 MB; most of the rest was young objects that nobody needed
 * any more and nobody had collected yet. Resident after 8,000 referrals (`pnpm bench latency`, twice each by turns): API 353 and
 * 345 MiB without this, 251 and 212 with it; workers 450 and 432, 317 and 320. The times of commands were no worse.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=8']
