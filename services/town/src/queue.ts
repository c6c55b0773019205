/** What comes next, by a key that sorts: a binary heap, because two thousand lives go on at the same time. */
export class Queue<T> {
  readonly #items: { readonly key: string; readonly item: T }[] = []

  get size(): number {
    return this.#items.length
  }

  add(key: string, item: T): void {
    const items = this.#items
    let at = items.push({ key, item }) - 1
    for (let up = (at - 1) >> 1; at > 0 && this.#before(at, up); up = (at - 1) >> 1) {
      this.#swap(at, up)
      at = up
    }
  }

  take(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (first === undefined || last === undefined || first === last) return first?.item
    items[0] = last
    for (let at = 0; ; ) {
      let next = at
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < items.length && this.#before(child, next)) next = child
      if (next === at) return first.item
      this.#swap(at, next)
      at = next
    }
  }

  #before(one: number, other: number): boolean {
    return (this.#items[one]?.key ?? '') < (this.#items[other]?.key ?? '')
  }

  #swap(one: number, other: number): void {
    const items = this.#items
    ;[items[one], items[other]] = [items[other] as (typeof items)[number], items[one] as (typeof items)[number]]
  }
}
