import type { Writable } from 'node:stream'
import { ReaderGone } from '../command-line/errors.ts'

/**
 * Standard output or error with back-pressure: `write` resolves when the reader has taken the text, so a command that
 * awaits it never holds more than one piece in memory, however slow the reader is.
 */
export class Output {
  readonly #stream: Writable & { readonly isTTY?: boolean; readonly columns?: number }

  constructor(stream: Writable) {
    this.#stream = stream
    // The callback of `write` tells whoever writes; without a listener the same error would end the process.
    stream.on('error', () => {})
  }

  /** Width of the terminal, undefined when the output goes to a file or a pipe. */
  get columns(): number | undefined {
    return this.#stream.isTTY ? this.#stream.columns : undefined
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY === true
  }

  write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(text, (error) => {
        if (!error) resolve()
        else reject(isReaderGone(error) ? new ReaderGone() : error)
      })
    })
  }

  async line(text = ''): Promise<void> {
    await this.write(`${text}\n`)
  }
}

const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF']
const isReaderGone = (error: Error) => 'code' in error && GONE.includes(String(error.code))
