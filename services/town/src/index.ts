export { LedgerNotEmpty, loadTown, type OrderedStore } from './load.ts'
export { type Commit, simulateTown, type TownOptions } from './town.ts'
