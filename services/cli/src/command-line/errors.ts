/** What the person at the keyboard can put right: its message is the one sentence they see. Exit code 1. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
}

/** The command itself was wrong. Exit code 2, and the sentence is followed by where the help is. */
export class UsageError extends Failure {
  override readonly name = 'UsageError'
  /** The words of the command whose help tells; empty: of the program. */
  readonly command: string

  constructor(message: string, command = '') {
    super(message)
    this.command = command
  }
}

/** Who reads our output has gone (`koop events | head`): nothing is wrong, there is only nothing left to do. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone'
}

/** A value that does not fit its option: the message is the rest of the sentence that begins with the option's name. */
export class BadValue extends Error {
  override readonly name = 'BadValue'
}
