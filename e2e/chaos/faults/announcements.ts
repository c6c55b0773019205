import type { World } from '../system/world.ts'

const NOTIFY = 'execute on function pg_notify(text, text)'

/**
 * Whoever has committed something cannot announce it, and those who listen do not notice: as when a process ends in the moment
 * between the two, which no kill from outside can be relied on to meet.
 */
export const silence = ({ postgres }: World) => postgres.ask(`revoke ${NOTIFY} from public`)

export const letAnnounce = ({ postgres }: World) => postgres.ask(`grant ${NOTIFY} to public`)
