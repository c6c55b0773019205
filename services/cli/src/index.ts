export { commands } from './commands.ts'
export { referencePage } from './reference/page.ts'
export { run } from './run.ts'
