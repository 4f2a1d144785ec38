import "server-only"
import { randomBytes } from "node:crypto"
import { startWorker, stopWorker } from "#lib/changes/instance.ts"
import { keepingFailures } from "#lib/connection/failure-log.ts"
import { keepingNoteProof } from "#lib/connection/note-proof.ts"
import { shareBudget } from "#lib/db/budget/share.ts"
import { database, store } from "#lib/db/instance.ts"
import { env, isLoopback } from "#lib/env.ts"
import { keepNoteProofIn, tellFailures } from "#lib/ghl/instance.ts"
import {
  DEMO_ACCOUNTS,
  disableDemoAccounts,
  dropSetupLinks,
  enableDemoAccounts,
  hasOwnAccounts,
  newSetupToken,
} from "#lib/people/accounts.ts"
import { startNights, stopNights } from "#lib/reconcile/instance.ts"
import { startReviewWork, stopReviewWork } from "#lib/reviews/background.ts"
import { judgeAnew } from "#lib/reviews/judge-anew.ts"

/** Words for the person at the terminal, who has to act on them: they do not belong in the log. */
const tell = (text: string) => process.stdout.write(`${text}\n`)

/** Sees to it that somebody can sign in: demo accounts on a loopback GHL, else a one-time setup link. */
async function prepareAccounts(): Promise<void> {
  const db = await database()
  const { GHL_BASE_URL, APP_URL, DEMO_PASSWORD } = env()
  if (isLoopback(GHL_BASE_URL)) {
    const password = DEMO_PASSWORD ?? randomBytes(9).toString("base64url")
    await enableDemoAccounts(db, password)
    if (!DEMO_PASSWORD) {
      tell(`Demo accounts: ${DEMO_ACCOUNTS.map((a) => a.email).join(", ")}. Password: ${password}`)
    }
    return
  }
  await disableDemoAccounts(db)
  if (await hasOwnAccounts(db)) {
    await dropSetupLinks(db)
    return
  }
  tell(
    `Make the first administrator here, once and within 24 hours: ${APP_URL}/setup?token=${await newSetupToken(db)}`,
  )
}

/** Lets the worker and the watch finish what is in their hands and closes the store. */
async function shutDown(): Promise<void> {
  await stopNights()
  await stopReviewWork()
  await stopWorker()
  await (await store()).close()
}

/** What a process of the app does before it serves: store, accounts, the worker that runs changes, the watch. */
export async function startUp(): Promise<void> {
  await prepareAccounts()
  shareBudget()
  keepNoteProofIn(keepingNoteProof(database))
  tellFailures(keepingFailures(database, "app"))
  await judgeAnew(await database())
  await startWorker()
  await startReviewWork()
  startNights()
  // The server around Next is not part of its bundle: it finds this by name when it is told to stop.
  ;(globalThis as { caredeskShutDown?: () => Promise<void> }).caredeskShutDown = shutDown
}
