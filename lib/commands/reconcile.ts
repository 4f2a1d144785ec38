import { join } from "node:path"
import { z } from "zod"
import { keepingNoteProof } from "#lib/connection/note-proof.ts"
import { shareBudget } from "#lib/db/budget/share.ts"
import { FolderInUseError, lockFolder } from "#lib/db/folder-lock.ts"
import { database, store } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { keepNoteProofIn } from "#lib/ghl/instance.ts"
import { addressHere, listening } from "#lib/listening.ts"
import { commandBearer } from "#lib/reconcile/command-key.ts"
import { lookNow } from "#lib/reconcile/instance.ts"
import {
  exitCodeOf,
  reportOf,
  type Summary,
  summaryOf,
  summarySchema,
} from "#lib/reconcile/summary.ts"
import { loadEnvironment, refuse } from "./environment.ts"

/** How it ends where nothing could be looked at. */
const NOT_LOOKED = 2

loadEnvironment(NOT_LOOKED)

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
  const app = addressHere(listening(process.env, env().APP_URL))
  const address = `${app}/api/reconcile`
  const headers = { Authorization: commandBearer(env().AUTH_SECRET) }
  const ask = async (url: string, method: "GET" | "POST"): Promise<unknown> => {
    const answer = await fetch(url, { method, headers }).catch(() => null)
    if (!answer?.ok) {
      refuse(
        `The data folder is open in another process, and the app at ${app} ${answer ? `answered ${answer.status}` : "did not answer"}. Run this with the app's own variables (HOST, PORT, AUTH_SECRET, DATA_DIR).`,
        NOT_LOOKED,
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
