import { startWorker, stopWorker } from "#lib/changes/instance.ts"
import { keepingFailures } from "#lib/connection/failure-log.ts"
import { keepingNoteProof } from "#lib/connection/note-proof.ts"
import { shareBudget } from "#lib/db/budget/share.ts"
import { database, store } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { keepNoteProofIn, tellFailures } from "#lib/ghl/instance.ts"
import { loadEnvironment, refuse } from "./environment.ts"

/** `npm run worker`: a process that runs changes beside the app, without serving pages. */

loadEnvironment()
if (!env().DATABASE_URL) {
  refuse(
    "A worker of its own needs Postgres: set DATABASE_URL. On the embedded database the app runs the changes itself, and no second process may open its folder.",
  )
}

shareBudget()
keepNoteProofIn(keepingNoteProof(database))
tellFailures(keepingFailures(database, "worker"))
await startWorker()
console.info("Caredesk's worker runs changes.")

/** Ends in order; what cannot end within some seconds is left to the others, who expect crashes. */
const stop = async () => {
  setTimeout(() => process.exit(0), 8_000).unref()
  await stopWorker()
  await (await store()).close()
  process.exit(0)
}
process.once("SIGINT", stop)
process.once("SIGTERM", stop)
