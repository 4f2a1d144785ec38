import type { IncomingMessage, ServerResponse } from "node:http"
import { z } from "zod"
import { Refusal } from "./answers.ts"
import { faultInput } from "./faults.ts"
import type { Sandbox } from "./sandbox.ts"
import { BASE_MARK } from "./seed/documents.ts"
import { patched, settingsPatch } from "./settings.ts"
import { editAsSomeoneElse, someoneElseEdit, truthOf } from "./someone-else.ts"
import { parsedBody } from "./wire-body.ts"

const PREFIX = "/__sandbox/"

const resetInput = z
  .strictObject({
    seed: z.number().int().optional(),
    contacts: z.number().int().min(0).max(100_000).optional(),
  })
  .default({})

const spendInput = z.strictObject({ calls: z.number().int().min(1).max(10_000) })

type Start = { seed: number; contacts: number }
type Command = {
  method: string
  parts: string[]
  path: string
  query: URLSearchParams
  body: unknown
}

/** Whether this request is for the control surface. */
export function isControl(request: IncomingMessage): boolean {
  return (request.url ?? "").startsWith(PREFIX)
}

/** Answers a control request: loopback only, no token, not journaled (save edits), no limits. */
export async function answerControl(
  sandbox: Sandbox,
  start: Start,
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://sandbox.invalid")
  const command: Command = {
    method: request.method ?? "GET",
    parts: pathname.slice(PREFIX.length).split("/").map(decodeURIComponent),
    path: pathname,
    query: searchParams,
    body: parsedBody(text, text),
  }
  const send = (status: number, value: unknown) => {
    const host = request.headers.host ?? "127.0.0.1"
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" })
    response.end(JSON.stringify(value).replaceAll(BASE_MARK, sandbox.publicUrl ?? `http://${host}`))
  }
  try {
    // A page in a browser must not steer the sandbox, and nobody from another machine.
    if (!isLoopback(request) || request.headers.origin !== undefined) {
      throw new Refusal(403, "The control surface answers local callers only")
    }
    send(200, await run(sandbox, start, command))
  } catch (error) {
    if (error instanceof Refusal) send(error.status, { message: error.detail })
    else if (error instanceof z.ZodError) send(422, { message: z.prettifyError(error) })
    else throw error
  }
}

function isLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? ""
  return address === "::1" || /^(::ffff:)?127\./.test(address)
}

async function run(sandbox: Sandbox, start: Start, command: Command): Promise<unknown> {
  const [name = "", id] = command.parts
  switch (`${command.method} ${name}`) {
    case "POST reset": {
      const input = resetInput.parse(command.body)
      await sandbox.reset(input.seed ?? start.seed, input.contacts ?? start.contacts)
      return { ok: true, contacts: sandbox.store.contacts.size }
    }
    case "GET journal": {
      const after = Number(command.query.get("after") ?? 0)
      return { entries: sandbox.store.journal.all().filter(({ n }) => n > after) }
    }
    case "DELETE journal":
      sandbox.store.clearJournal()
      return { ok: true }
    case "GET faults":
      return { faults: sandbox.faults.list() }
    case "POST faults":
      return { id: sandbox.faults.add(faultInput.parse(command.body)).id }
    case "DELETE faults":
      sandbox.faults.clear(id)
      return { ok: true }
    case "GET settings":
      return sandbox.settings
    case "POST settings":
      sandbox.settings = patched(sandbox.settings, settingsPatch.parse(command.body))
      return sandbox.settings
    case "POST spend": {
      const { calls } = spendInput.parse(command.body)
      const accepted = sandbox.limiter.spend(sandbox.settings.rateLimit, calls, Date.now())
      return { accepted }
    }
    case "GET spending":
      return sandbox.limiter.spending(sandbox.settings.rateLimit, Date.now())
    case "GET contacts":
      return truthOf(sandbox, id ?? "")
    case "PUT contacts":
      return editAsSomeoneElse(sandbox, id ?? "", someoneElseEdit.parse(command.body), command.path)
    default:
      throw new Refusal(404, `No ${command.method} ${name} here`)
  }
}
