import { readFileSync } from "node:fs"
import { z } from "zod"
import { contradictionKey } from "../reviews/decision/contradiction.ts"
import { type PersonAct, type PersonAction, REVIEWER_EMAIL } from "./acts.ts"

const manifest = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string(), filename: z.string() })),
})

/** Ids of the build's server actions by their exported names. */
function actionIds(): Map<string, string> {
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8")
  const { node } = manifest.parse(JSON.parse(text))
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]))
}

const result = z.object({
  data: z.unknown().optional(),
  serverError: z.object({ kind: z.string(), title: z.string().optional() }).optional(),
  validationErrors: z.unknown().optional(),
})

const needsReason = z.object({
  outcome: z.literal("needs-reason"),
  contradictions: z.array(
    z.object({ text: z.enum(["summary", "analysis"]), claim: z.string(), message: z.string() }),
  ),
})

const approveAnswer = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("approved"), changeId: z.string() }),
  z.object({ outcome: z.literal("refused"), reason: z.string(), message: z.string() }),
  /** What is asked once more of a reviewer who was quick. */
  z.object({ outcome: z.literal("ask-again"), questions: z.array(z.string()) }),
  needsReason,
])
const approveData = z.union([
  approveAnswer,
  z.object({ answer: approveAnswer }).transform(({ answer }) => answer),
])

const storedChange = z.object({ outcome: z.literal("stored"), changeId: z.string() })
const changeSteps = z.object({
  steps: z.array(
    z.object({ id: z.string(), conflict: z.object({ wanted: z.string() }).nullable() }),
  ),
})

/** What the reviewer types where the sources contradict a text. */
const REASON = "Compared with the report by hand."

/** How an act ended; `trouble`: not known, or not now. A person would look again, and try again. */
export type Approved =
  | { outcome: "approved"; changeId: string }
  | { outcome: "refused"; reason: string; message: string }
  | { outcome: "trouble"; why: string }

/** A coordinator at the running app: the very requests that their browser would send. */
export class Reviewer {
  readonly #url: string
  readonly #password: string
  readonly #actions = actionIds()
  /** What they did about changes, and whether it was answered. */
  readonly acts: PersonAct[] = []
  #cookie: string | null = null
  #signingIn: Promise<void> | null = null

  constructor(url: string, password: string) {
    this.#url = url
    this.#password = password
  }

  /**
   * Opens the review page, without which nothing can be approved, and claims the draft where the page
   * does. False when it could not be shown.
   */
  async open(draftId: string): Promise<boolean> {
    const path = `/reviews/${draftId}`
    const page = await this.#send("GET", path)
    await page.text()
    // As the page does by itself; it shows the draft also when this fails.
    await (await this.#send("GET", `/api${path}/contact?awaited=1`)).text()
    if (this.#actions.has("claimReview")) {
      await this.#act("claimReview", path, { draftId, takeOver: false })
    }
    return page.status === 200
  }

  /** Approves a draft; `sending` is called before each request that may do so. */
  async approve(
    input: {
      draftId: string
      editVersion: number
      seenCallNotes: string
      seenOthersText: string
      keeping: "keep" | "replace"
    },
    sending: () => void,
  ): Promise<Approved> {
    let confirmed: string[] = []
    let contradictionsSeen: string[] = []
    for (let asked = 0; asked < 4; asked++) {
      sending()
      const answer = await this.#act("approveReview", `/reviews/${input.draftId}`, {
        ...input,
        withTags: true,
        confirmed,
        overrideReason: contradictionsSeen.length > 0 ? REASON : "",
        contradictionsSeen,
      })
      const data = approveData.safeParse(answer.data).data
      if (!data) {
        return { outcome: "trouble", why: answer.serverError?.title ?? JSON.stringify(answer) }
      }
      if (data.outcome === "needs-reason") {
        contradictionsSeen = data.contradictions.map(contradictionKey)
      } else if (data.outcome === "ask-again") confirmed = [...confirmed, ...data.questions]
      else {
        if (data.outcome === "approved") {
          this.acts.push({ action: "draft.approved", changeId: data.changeId, how: "done" })
        }
        return data
      }
    }
    return { outcome: "trouble", why: "It was asked again and again." }
  }

  async tryAgain(changeId: string, draftId: string): Promise<boolean> {
    const told = this.#begin("change.resumed", changeId)
    return this.#did(told, await this.#act("tryAgainAction", `/reviews/${draftId}`, { changeId }))
  }

  async doneByHand(changeId: string, draftId: string): Promise<boolean> {
    const told = this.#begin("change.done-by-hand", changeId)
    return this.#did(told, await this.#act("doneByHandAction", `/reviews/${draftId}`, { changeId }))
  }

  /** Decides a conflict; `seen` is the text of GHL's that is to be written over. */
  async resolve(
    changeId: string,
    draftId: string,
    choice: { keep: "theirs" } | { keep: "ours"; seen: string },
  ): Promise<boolean> {
    const path = `/reviews/${draftId}`
    const told = this.#begin(
      choice.keep === "theirs" ? "change.conflict-kept" : "change.conflict-overwritten",
      changeId,
    )
    return this.#did(told, await this.#act("resolveConflictAction", path, { changeId, choice }))
  }

  /** The conflict that a change rests in, as the three-way view shows it; null where it rests in none. */
  async conflictOf(changeId: string): Promise<{ stepId: string; wanted: string } | null> {
    const answer = await this.#send("GET", `/api/changes/${changeId}`)
    const steps = changeSteps.safeParse(await answer.json()).data?.steps ?? []
    return (
      steps.flatMap(({ id, conflict }) =>
        conflict ? [{ stepId: id, wanted: conflict.wanted }] : [],
      )[0] ?? null
    )
  }

  /** Writes a merged text in place of a conflict; the id of the change that does so, null where it was refused. */
  async putTogether(
    changeId: string,
    draftId: string,
    merged: { stepId: string; seen: string; text: string },
  ): Promise<string | null> {
    let over = {}
    const told = this.#begin("change.conflict-merged", changeId)
    for (let asked = 0; asked < 2; asked++) {
      const input = { changeId, ...merged, ...over }
      const { data } = await this.#act("carryOnAction", `/reviews/${draftId}`, input)
      const wanted = needsReason.safeParse(data).data
      if (!wanted) return this.#stored(told, data)
      over = { reason: REASON, contradictionsSeen: wanted.contradictions.map(contradictionKey) }
    }
    return null
  }

  async cancel(changeId: string, draftId: string): Promise<boolean> {
    const told = this.#begin("change.cancelled", changeId)
    return this.#did(
      told,
      await this.#act("cancelChangeAction", `/reviews/${draftId}`, { changeId }),
    )
  }

  /** Takes a finished change back; the id of the change that does so, null where it was refused. */
  async undo(changeId: string, draftId: string): Promise<string | null> {
    const told = this.#begin("change.undone", changeId)
    const { data } = await this.#act("undoChangeAction", `/reviews/${draftId}`, { changeId })
    return this.#stored(told, data)
  }

  /** Status and message of a change, as the screen polls them. Null when there is none, or no answer. */
  async view(changeId: string): Promise<{ status: string; message: string } | null> {
    const answer = await this.#send("GET", `/api/changes/${changeId}`)
    if (answer.status !== 200) return null
    const view = z.object({ status: z.string(), message: z.string() })
    return view.safeParse(await answer.json()).data ?? null
  }

  /** Notes an act before it is sent: its answer may get lost. */
  #begin(action: PersonAction, changeId: string): PersonAct {
    const told: PersonAct = { action, changeId, how: "asked" }
    this.acts.push(told)
    return told
  }

  #did(told: PersonAct, { data }: z.output<typeof result>): boolean {
    const answer = z.object({ ok: z.boolean() }).safeParse(data).data
    if (answer) told.how = answer.ok ? "done" : "refused"
    return answer?.ok ?? false
  }

  #stored(told: PersonAct, data: unknown): string | null {
    const changeId = storedChange.safeParse(data).data?.changeId ?? null
    if (data !== undefined) told.how = changeId ? "done" : "refused"
    return changeId
  }

  /** Calls a server action as Next's client does, and reads the answer out of React's stream. */
  async #act(name: string, path: string, input: unknown): Promise<z.output<typeof result>> {
    const id = this.#actions.get(name)
    if (!id) throw new Error(`The build has no action ${name}`)
    const answer = await this.#send("POST", path, {
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
        .pipe(result.refine((one) => Object.keys(one).length > 0))
        .safeParse(json).data
      if (parsed && ("data" in parsed || parsed.serverError || parsed.validationErrors)) {
        if (parsed.serverError?.kind === "signed-out") this.#cookie = null
        return parsed
      }
    }
    return { serverError: { kind: "none", title: `${name} was answered ${answer.status}` } }
  }

  async #send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
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
        email: REVIEWER_EMAIL,
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
