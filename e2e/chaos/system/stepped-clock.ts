import { readFileSync } from 'node:fs'

// Loaded into a service before its own code: `Date` shows another time, by as much as a file says. Nothing in the services
// knows of it.
const file = process.env.CHAOS_CLOCK
if (!file) throw new Error('CHAOS_CLOCK is required: the file that holds how far off this clock is')

let offset = 0
const look = () => {
  const text = readFileSync(file, 'utf8')
  // Caught in the middle of being written, it is empty.
  if (text !== '') offset = Number(text)
}
look()
setInterval(look, 50).unref()

const TrueDate = Date
const now = () => TrueDate.now() + offset

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, values, of) => Reflect.construct(target, values.length > 0 ? values : [now()], of),
  apply: () => new TrueDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name, target)),
})
TrueDate.prototype.constructor = globalThis.Date
