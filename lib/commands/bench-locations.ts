import { benchClient } from "#lib/bench/client.ts"
import { resident } from "#lib/bench/resident.ts"
import { sandboxProcess } from "#lib/bench/sandbox-process.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { LOCATION_ID } from "#lib/sandbox/seed/location.ts"

/**
 * `npm run bench:locations`: how long the sandbox takes to hold a location of each size, the most memory
 * it ever took, and how long a call takes, over HTTP. Ends with 1 when 100,000 contacts took too much.
 */

const SIZES = [51, 10_000, 100_000]
const MAX_READY_MS = 10_000
const MAX_BYTES = 1_000_000_000
const REPEATS = 15

const missed: string[] = []
const say = (title: string, words: string) =>
  console.info(`${title.padEnd(46)}${words.padStart(14)}`)

async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

async function tell(title: string, act: () => Promise<unknown>): Promise<void> {
  const first = await milliseconds(act)
  const rest: number[] = []
  for (let n = 0; n < REPEATS; n += 1) rest.push(await milliseconds(act))
  const median = rest.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0
  say(`  ${title}`, `${median.toFixed(1)} ms`)
  if (first > 3 * median + 50) say("    for the first time", `${first.toFixed(0)} ms`)
}

async function measure(contacts: number): Promise<void> {
  const sandbox = await sandboxProcess({ journal: 1_000 })
  try {
    const control = controlOf(sandbox.url)
    say(`${contacts.toLocaleString("en-US")} contacts`, "")
    const readyMs = await milliseconds(() => control.reset({ contacts }))
    const ready = resident(sandbox.pid)
    say("  ready after", `${(readyMs / 1_000).toFixed(2)} s`)
    if (readyMs > MAX_READY_MS) missed.push(`${contacts} contacts were not ready in time`)
    if (ready) say("  memory when ready", `${(ready.now / 1e6).toFixed(0)} MB`)
    await control.settings({ rateLimit: { max: 100_000, daily: 10_000_000 } })

    const ghl = benchClient(sandbox.url)
    const { next } = await ghl.listContacts({ limit: 100 })
    const id = next?.startAfterId ?? (await ghl.listContacts({ limit: 1 })).contacts[0]?.id ?? ""
    await tell("list, first 100", () => ghl.listContacts({ limit: 100 }))
    const deep = await deepCursor(sandbox.url, contacts)
    await tell("list, 100 from the middle", () => ghl.listContacts({ limit: 100, cursor: deep }))
    await tell("search without a text, first 100", () =>
      ghl.searchContacts({ query: "", limit: 100 }),
    )
    const after = (await ghl.searchContacts({ query: "", limit: 50 })).next
    await tell("search, the next 100 by searchAfter", () =>
      ghl.searchContacts({ query: "", limit: 100, after }),
    )
    await tell("search for a name", () => ghl.searchContacts({ query: "smith", limit: 20 }))
    await tell("what was updated, 100", () =>
      ghl.listUpdatedContacts({ since: "2026-06-01T00:00:00.000Z", limit: 100 }),
    )
    await tell("a contact by id", () => ghl.getContact(id))
    const most = resident(sandbox.pid)
    if (!most) return
    say("  most memory ever held", `${(most.peak / 1e6).toFixed(0)} MB`)
    if (most.peak > MAX_BYTES) missed.push(`${contacts} contacts took too much memory`)
  } finally {
    sandbox.stop()
  }
}

/** Where the second half of the list begins, from the search's page in the middle of its window. */
async function deepCursor(url: string, contacts: number) {
  const page = Math.max(1, Math.min(100, Math.floor(contacts / 200)))
  const answer = await fetch(`${url}/contacts/search`, {
    method: "POST",
    headers: {
      authorization: "Bearer sandbox-token",
      version: "2021-07-28",
      "content-type": "application/json",
    },
    body: JSON.stringify({ locationId: LOCATION_ID, pageLimit: 100, page }),
  })
  const { contacts: found } = (await answer.json()) as {
    contacts: { id: string; dateAdded: string }[]
  }
  const last = found.at(Math.floor(found.length / 2))
  return { startAfter: Date.parse(last?.dateAdded ?? ""), startAfterId: last?.id ?? "" }
}

for (const size of SIZES) await measure(size)
for (const line of missed) console.info(`MISSED ${line}`)
process.exitCode = missed.length > 0 ? 1 : 0
