/** What is wrong with something that was shown, as a sentence without its end. */
export class Fault extends Error {
  override readonly name = 'Fault'
  /** Of the first event that is not as it was sealed; undefined when the fault is not one of an event. */
  readonly position: number | undefined

  constructor(sentence: string, position?: number) {
    super(position === undefined ? sentence : `position ${position}: ${sentence}`)
    this.position = position
  }
}
