import { readFileSync } from "node:fs"
import { z } from "zod"

const manifest = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string(), filename: z.string() })),
})

/** Ids of the build's server actions by their exported names. */
function actionIds(): Map<string, string> {
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8")
  const { node } = manifest.parse(JSON.parse(text))
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]))
}

const actionResult = z.object({
  data: z.unknown().optional(),
  serverError: z.object({ kind: z.string(), title: z.string().optional() }).optional(),
  validationErrors: z.unknown().optional(),
})

/** What a server action answers, as next-safe-action has it. */
export type ActionResult = z.output<typeof actionResult>

/** One person's browser at the running app: the very requests that it would send, signed in. */
export class Session {
  readonly #url: string
  readonly #email: string
  readonly #password: string
  readonly #actions = actionIds()
  #cookie: string | null = null
  #signingIn: Promise<void> | null = null

  constructor(url: string, email: string, password: string) {
    this.#url = url
    this.#email = email
    this.#password = password
  }

  /** Calls a server action as Next's client does, and reads the answer out of React's stream. */
  async act(name: string, path: string, input: unknown): Promise<ActionResult> {
    const id = this.#actions.get(name)
    if (!id) throw new Error(`The build has no action ${name}`)
    const answer = await this.send("POST", path, {
      headers: {
        "next-action": id,
        "content-type": "text/plain;charset=UTF-8",
        accept: "text/x-component",
        origin: this.#url,
      },
      body: JSON.stringify([input]),
    })
    for (const line of (await answer.text()).split("\n")) {
      const json = line.slice(line.indexOf(":") + 1)
      if (!json.startsWith("{")) continue
      const parsed = z
        .string()
        .transform((text, context) => {
          try {
            return JSON.parse(text) as unknown
          } catch {
            context.addIssue("no JSON")
            return z.NEVER
          }
        })
        .pipe(actionResult.refine((one) => Object.keys(one).length > 0))
        .safeParse(json).data
      if (parsed && ("data" in parsed || parsed.serverError || parsed.validationErrors)) {
        if (parsed.serverError?.kind === "signed-out") this.#cookie = null
        return parsed
      }
    }
    return { serverError: { kind: "none", title: `${name} was answered ${answer.status}` } }
  }

  /** Sends a request as who is signed in, and signs in first where nobody is. */
  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    if (this.#cookie === null) {
      this.#signingIn ??= this.#signIn().finally(() => {
        this.#signingIn = null
      })
      await this.#signingIn
    }
    const headers = { ...init.headers, cookie: this.#cookie ?? "" }
    const answer = await fetch(`${this.#url}${path}`, {
      ...init,
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
    })
    // A page sends whoever is signed out to the sign-in; a handler says so.
    if (answer.status === 307 || answer.status === 401) this.#cookie = null
    return answer
  }

  async #signIn(): Promise<void> {
    const csrf = await fetch(`${this.#url}/api/auth/csrf`)
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json())
    const cookies = csrf.headers.getSetCookie().map((cookie) => cookie.split(";")[0])
    const answer = await fetch(`${this.#url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { cookie: cookies.join("; "), origin: this.#url },
      body: new URLSearchParams({
        csrfToken,
        email: this.#email,
        password: this.#password,
        json: "true",
      }),
      redirect: "manual",
    })
    await answer.text()
    const session = answer.headers.getSetCookie().find((one) => one.startsWith("caredesk-session="))
    if (!session) throw new Error(`The sign-in was answered ${answer.status}`)
    this.#cookie = session.split(";")[0] ?? null
  }
}
