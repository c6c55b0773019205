export { syncFolder } from './durable-file.ts'
export { makeKeyFile, readKeyFile } from './key-file.ts'
export { logsOfKeys } from './logs.ts'
export { startWitness } from './start.ts'
