export { commands } from './commands.ts'
export { Output } from './output/output.ts'
export { referencePage } from './reference/page.ts'
export { run } from './run.ts'
