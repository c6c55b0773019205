import { Readable, Writable } from 'node:stream'
import { Output } from '../output/output.ts'
import { run } from '../run.ts'

export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly lines: readonly string[]
}

/** Runs a command as the shell would, in this process. */
export async function koop(args: readonly string[], environment: NodeJS.ProcessEnv, input = ''): Promise<Outcome> {
  const out = collector()
  const err = collector()
  const code = await run(args, {
    out: new Output(out.stream),
    err: new Output(err.stream),
    environment,
    input: Readable.from([input]),
  })
  return { code, out: out.text(), err: err.text(), lines: out.text().split('\n').slice(0, -1) }
}

function collector() {
  const pieces: string[] = []
  const stream = new Writable({
    write(piece, _encoding, done) {
      pieces.push(String(piece))
      done()
    },
  })
  return { stream, text: () => pieces.join('') }
}
