#!/usr/bin/env node
import { Output } from './output/output.ts'
import { run } from './run.ts'

const code = await run(process.argv.slice(2), {
  out: new Output(process.stdout),
  err: new Output(process.stderr),
  environment: process.env,
  input: process.stdin,
})
// Every write was awaited, so nothing is cut off; and a connection that some library keeps cannot hold the shell up.
process.exit(code)
