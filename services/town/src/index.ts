export { LedgerNotEmpty, loadTown, type OrderedStore } from './load.ts'
export { Random } from './random.ts'
export { type Commit, livesOf, simulateTown, type TownOptions } from './town.ts'
export type { Life, Wish } from './wish.ts'
