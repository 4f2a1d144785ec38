import { existsSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { keepingNoteProof } from "#lib/connection/note-proof.ts"
import { shareBudget } from "#lib/db/budget/share.ts"
import { FolderInUseError, lockFolder } from "#lib/db/folder-lock.ts"
import { database, store } from "#lib/db/instance.ts"
import { EnvError, env } from "#lib/env.ts"
import { keepNoteProofIn } from "#lib/ghl/instance.ts"
import { listening } from "#lib/listening.ts"
import { commandBearer } from "#lib/reconcile/command-key.ts"
import { lookNow } from "#lib/reconcile/instance.ts"
import {
  exitCodeOf,
  reportOf,
  type Summary,
  summaryOf,
  summarySchema,
} from "#lib/reconcile/summary.ts"

/** Ends with a message and no stack. */
function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}

if (existsSync(".env")) process.loadEnvFile(".env")
try {
  env()
} catch (error) {
  if (error instanceof EnvError) refuse(error.message)
  throw error
}

/** A store in a folder belongs to one process: when the app has it, the app has to look. */
async function appHasTheStore(): Promise<boolean> {
  if (env().DATABASE_URL) return false
  try {
    await (await lockFolder(join(env().DATA_DIR, "store"))).release()
    return false
  } catch (error) {
    if (error instanceof FolderInUseError) return true
    throw error
  }
}

async function askTheApp(): Promise<Summary> {
  const { port } = listening(process.env, env().APP_URL)
  const address = `http://127.0.0.1:${port}/api/reconcile`
  const headers = { Authorization: commandBearer(env().AUTH_SECRET) }
  const ask = async (url: string, method: "GET" | "POST"): Promise<unknown> => {
    const answer = await fetch(url, { method, headers }).catch(() => null)
    if (!answer?.ok) {
      refuse(
        `The data folder is open in another process, and the app at 127.0.0.1:${port} ${answer ? `answered ${answer.status}` : "did not answer"}. Run this with the app's own variables (PORT, AUTH_SECRET, DATA_DIR).`,
      )
    }
    return answer.json()
  }
  const { runId } = z.object({ runId: z.string() }).parse(await ask(address, "POST"))
  for (;;) {
    const summary = summarySchema.parse(await ask(`${address}?run=${runId}`, "GET"))
    if (summary.state !== "running") return summary
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function lookHere(): Promise<Summary> {
  shareBudget()
  keepNoteProofIn(keepingNoteProof(database))
  const { runId, ended } = await lookNow()
  await ended
  const summary = await summaryOf(await database(), runId, false)
  await (await store()).close()
  if (!summary) throw new Error("The look left no trace")
  return summary
}

const summary = (await appHasTheStore()) ? await askTheApp() : await lookHere()
for (const line of reportOf(summary)) console.info(line)
if (summary.state !== "finished") {
  console.error("It broke off: GoHighLevel did not answer. Run it again later.")
}
process.exit(exitCodeOf(summary))
