/** The next page is read while this one is worked on. Nothing is read any more when the loop over it has ended. */
export async function* readAhead<T>(pages: AsyncGenerator<T>): AsyncGenerator<T> {
  let coming = pages.next()
  try {
    for (;;) {
      const { value, done } = await coming
      if (done) return
      coming = pages.next()
      coming.catch(() => {})
      yield value
    }
  } finally {
    await coming.catch(() => {})
    await pages.return(undefined)
  }
}
