const AGAIN_MS = 1000

/** Tells whether a read of a page waits for Caredesk to answer again. */
type Tell = (waiting: boolean) => void

type Read = { url: URL; signal: AbortSignal | null }

/** What Next's router asks for to show a page or to show it anew; null: any other call, a prefetch too. */
function pageRead(input: RequestInfo | URL, init: RequestInit | undefined, base: string) {
  if (input instanceof Request || (init?.method ?? "GET") !== "GET") return null
  const headers = new Headers(init?.headers)
  const ahead = headers.has("next-router-prefetch") || headers.has("next-router-segment-prefetch")
  if (headers.get("rsc") !== "1" || ahead) return null
  return { url: new URL(input, base), signal: init?.signal ?? null } satisfies Read
}

/** What a proxy says in the place of a Caredesk that is being started. */
const awayBehindProxy = ({ status }: Response) => status === 502 || status === 503 || status === 504

/** The answer once all of it is here, or the failure of what broke off. */
async function whole(answer: Response): Promise<Response> {
  if (!answer.body) return answer
  const held = new Response(await answer.arrayBuffer(), {
    status: answer.status,
    statusText: answer.statusText,
    headers: answer.headers,
  })
  // A made response has neither, and Next goes by both.
  Object.defineProperty(held, "url", { value: answer.url })
  Object.defineProperty(held, "redirected", { value: answer.redirected })
  return held
}

/**
 * `fetch` for a page that outlives a restart of Caredesk. When the page on the screen is read anew, the
 * answer is given on only once all of it is here: one that broke off would take the page away, and what
 * is being typed with it. And while Caredesk cannot be reached, a page's read waits and asks again: Next
 * would let the browser load the address, which ends the page for the browser's own error. The first
 * read of another page is passed on as it comes, since its parts show one by one.
 * `here` answers the address on the screen.
 */
export function steadyReads(ask: typeof fetch, here: () => string, tell: Tell): typeof fetch {
  let waiting = 0
  const changed = (by: 1 | -1) => {
    waiting += by
    tell(waiting > 0)
  }
  return async (input, init) => {
    const read = pageRead(input, init, here())
    if (!read) return ask(input, init)
    const anew = read.url.pathname === new URL(here()).pathname
    let held = false
    try {
      for (;;) {
        try {
          const answer = await ask(input, init)
          if (!awayBehindProxy(answer)) return anew ? await whole(answer) : answer
        } catch (error) {
          // Every browser says by this type that the network failed; what was given up has another.
          if (!(error instanceof TypeError) || read.signal?.aborted) throw error
        }
        if (!held) changed(1)
        held = true
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    } finally {
      if (held) changed(-1)
    }
  }
}
