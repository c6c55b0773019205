/** How sentences put their parts together, in whatever language: what is missing is left out. */
export const some = (count: (n: number) => string, n: number | undefined) => (n === undefined ? null : count(n))
export const list = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(', ')
export const tail = (text: string) => (text === '' ? '.' : `: ${text}.`)
