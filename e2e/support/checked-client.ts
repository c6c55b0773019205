import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Tests say what they expect of it; the API description has checked its shape by then.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

interface Description {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: unknown
}
interface Operation {
  readonly responses: Readonly<Record<string, { content?: Record<string, unknown> }>>
}

/** An HTTP client that checks every answer against the server's own API description: status, media type and body. */
export class CheckedClient {
  readonly #url: string
  readonly #key: string | undefined
  readonly #description: Description
  readonly #ajv: Ajv2020
  readonly #validators = new Map<string, ValidateFunction>()

  static async connect(url: string, key?: string): Promise<CheckedClient> {
    const description = (await (await fetch(`${url}/openapi.json`)).json()) as Description
    return new CheckedClient(url, key, description)
  }

  private constructor(url: string, key: string | undefined, description: Description) {
    this.#url = url
    this.#key = key
    this.#description = description
    this.#ajv = new Ajv2020({ strict: false, allErrors: true })
    // ajv-formats is a CommonJS default export; under Node it arrives wrapped.
    ;(addFormats as unknown as { default: (ajv: Ajv2020) => void }).default?.(this.#ajv)
    this.#ajv.addSchema(description as object, 'openapi')
  }

  get description(): Description {
    return this.#description
  }

  with(key: string): CheckedClient {
    return new CheckedClient(this.#url, key, this.#description)
  }

  get = (path: string) => this.send('GET', path)

  post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    this.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers })

  async send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...(this.#key ? { authorization: `Bearer ${this.#key}` } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    const answer = { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
    this.#check(method.toLowerCase(), path.split('?')[0] ?? path, answer)
    return answer
  }

  #check(method: string, path: string, { status, headers, body }: Answer): void {
    const media = (headers.get('content-type') ?? '').split(';')[0] ?? ''
    const route = this.#routeOf(path, method)
    // Not an operation of the API: then only the problem document itself can be checked.
    const pointer = route
      ? `#/paths/${pointerPart(route)}/${method}/responses/${status}/content/${pointerPart(media)}/schema`
      : '#/components/schemas/Problem'
    if (!route && media !== 'application/problem+json') throw new Error(`${method} ${path} is not described`)
    if (route && !this.#description.paths[route]?.[method]?.responses[status]?.content?.[media]) {
      throw new Error(`${method} ${route} answered ${status} ${media}, which is not described: ${JSON.stringify(body)}`)
    }
    const validate = this.#validatorOf(`openapi${pointer}`)
    if (!validate(body)) {
      throw new Error(
        `${method} ${path} answered ${status} against its description: ${this.#ajv.errorsText(validate.errors)}`,
      )
    }
  }

  /** Compiled once for each answer that the API describes: anew for each call it takes twice as long as the call. */
  #validatorOf(reference: string): ValidateFunction {
    const compiled = this.#validators.get(reference) ?? this.#ajv.compile({ $ref: reference })
    this.#validators.set(reference, compiled)
    return compiled
  }

  #routeOf(path: string, method: string): string | undefined {
    const parts = path.split('/')
    return Object.keys(this.#description.paths).find((route) => {
      const pattern = route.split('/')
      return (
        this.#description.paths[route]?.[method] !== undefined &&
        pattern.length === parts.length &&
        pattern.every((part, i) => part.startsWith('{') || part === parts[i])
      )
    })
  }
}

/** A JSON pointer inside a URI fragment. */
const pointerPart = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
