import { isDeepStrictEqual } from "node:util"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { benchClient } from "#lib/bench/client.ts"
import { bareAt, type Call, type Contenders, callsOf } from "#lib/bench/client-calls.ts"
import { slopeOf, watchMemory } from "#lib/bench/client-memory.ts"
import { mixOf } from "#lib/bench/client-mix.ts"
import { type Compared, compare } from "#lib/bench/client-pairs.ts"
import { sandboxProcess } from "#lib/bench/sandbox-process.ts"
import { sdkAt } from "#lib/sandbox/conformance/sdk.ts"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"

/**
 * `npm run bench:client`: what this app's client costs a call, over a bare request of undici and over
 * the same call of GHL's official SDK, and whether its memory stays flat. Ends with 1 when it grows.
 * `-- --quick` makes fewer rounds and calls, to see that the command works; its figures say little.
 */

const TOKEN = "sandbox-token"
const quick = process.argv.includes("--quick")
/** A multiple of three: each contender goes first equally often. */
const ROUNDS = quick ? 3 : 21
const TIMES = quick ? 10 : 50
const MEMORY = { total: quick ? 4_000 : 100_000, every: quick ? 500 : 4_000, atOnce: 8 }
/** Code is compiled and caches fill during the first calls. */
const SETTLED_AFTER = quick ? 1_000 : 20_000
/** Less than the smallest thing a call could leave behind, an entry of a map. */
const MAX_BYTES_A_CALL = 8

/**
 * The limit is far above what a machine sends, so nothing here ever waits for the budget. The interval is
 * short because the budget remembers the calls of the last ones: with GHL's limits that is up to 250, here
 * no more, while a long interval of thousands of calls would be measured instead of the client.
 */
const NEVER_BINDS = { max: 1_000_000, intervalMs: 50, daily: 1_000_000_000 }

setFlagsFromString("--expose-gc")
globalThis.gc = runInNewContext("gc")

const microseconds = (value: number) => value.toFixed(0).padStart(7)
const ratio = (value: number) => value.toFixed(2).padStart(6)

function tell({ name, cost, overBare, overSdk }: Compared): void {
  console.info(
    [
      name.padEnd(20),
      ...[cost.bare, cost.sdk, cost.ours].flatMap(({ time, cpu }) => [
        microseconds(time),
        microseconds(cpu),
      ]),
      " ",
      ...[overBare, overSdk].flatMap(({ time, cpu }) => [ratio(time), ratio(cpu)]),
    ].join(" "),
  )
}

/** A contender that asked for less, or got it from somewhere else, would be compared with the others in vain. */
async function expectSameRequest(control: SandboxControl, call: Call): Promise<void> {
  const sent = async (name: keyof Contenders) => {
    await control.clearJournal()
    await call[name]()
    const journal = await control.journal()
    return journal.map(({ method, path, body, status }) => {
      const { pathname, searchParams } = new URL(path, sandbox.url)
      const query = [...searchParams].sort(([one], [other]) => one.localeCompare(other))
      return { method, pathname, query, body, status }
    })
  }
  const bareSent = await sent("bare")
  if (bareSent.length !== 1) throw new Error(`${call.name}: the bare request is not one`)
  for (const name of ["ours", "sdk"] as const) {
    if (!isDeepStrictEqual(await sent(name), bareSent)) {
      throw new Error(`${call.name}: ${name} does not send the same request as the bare one`)
    }
  }
}

const sandbox = await sandboxProcess({ journal: 1_000 })
const { bare, close } = bareAt(sandbox.url, TOKEN)
try {
  const control = controlOf(sandbox.url)
  await control.reset()
  await control.settings({ rateLimit: NEVER_BINDS, indexLagMs: 0 })
  const ghl = benchClient(sandbox.url)
  const sdk = sdkAt(sandbox.url, TOKEN)
  const [fields, { contacts }] = [
    await ghl.listFieldDefinitions(),
    await ghl.listContacts({ limit: 100 }),
  ]
  const fieldId = fields.find(({ key }) => key === "contact.call_notes")?.id
  const contactId = contacts[0]?.id
  if (!fieldId || !contactId) throw new Error("The sandbox lacks what the calls are about")

  console.info(
    `Medians of ${ROUNDS} paired rounds of ${TIMES} calls; the limit is ${NEVER_BINDS.max} calls in ${NEVER_BINDS.intervalMs} ms, so the rate budget never binds`,
  )
  console.info(
    `${"microseconds a call".padEnd(20)}    bare     cpu     sdk     cpu    ours     cpu   / bare    cpu  / sdk    cpu`,
  )
  for (const call of callsOf({ ghl, sdk, bare }, { contactId, fieldId })) {
    await expectSameRequest(control, call)
    tell(await compare(call, ROUNDS, TIMES))
  }

  const ids = contacts.map(({ id }) => id)
  const documents = contacts.flatMap(({ id, fields: values }) =>
    values.flatMap(({ value }) =>
      value.kind === "documents"
        ? value.documents.map(({ documentId }) => ({ contactId: id, documentId }))
        : [],
    ),
  )
  if (documents.length === 0) throw new Error("The sandbox has no document to open")
  const mixed = mixOf(ghl, { ids, fieldId, documents })
  const samples = await watchMemory(async (n) => mixed[n % mixed.length]?.(n), MEMORY)
  const settled = samples.filter(({ calls }) => calls > SETTLED_AFTER)
  const slope = slopeOf(settled)
  const mega = (bytes: number | undefined) => `${((bytes ?? 0) / 1024 / 1024).toFixed(2)} MB`
  console.info(
    `Heap and buffers after garbage collection: ${mega(settled[0]?.held)} after ${settled[0]?.calls} calls, ${mega(settled.at(-1)?.held)} after ${MEMORY.total}; ${slope.toFixed(2)} bytes a call (at most ${MAX_BYTES_A_CALL}); resident ${mega(settled[0]?.resident)}, then ${mega(settled.at(-1)?.resident)}`,
  )
  // In a quick run the code is still being compiled: what grows then is no leak.
  if (!quick && !(slope <= MAX_BYTES_A_CALL)) {
    console.info("MISSED memory grows with the calls")
    process.exitCode = 1
  }
} finally {
  await close()
  sandbox.stop()
}
