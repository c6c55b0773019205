const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** One Ctrl-C arrives several times: from the terminal, and passed on by npx and by pnpm. */
const ONE_PRESS_MILLISECONDS = 1000

/** The first signal asks for an orderly end, another one after a moment for an end at once. */
export function onSignals(handlers: { first(signal: string): void; again(): void }): () => void {
  let first: number | undefined
  const listener = (signal: string) => {
    const now = performance.now()
    if (first === undefined) {
      first = now
      handlers.first(signal)
    } else if (now - first > ONE_PRESS_MILLISECONDS) handlers.again()
  }
  for (const signal of SIGNALS) process.on(signal, listener)
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener)
  }
}
