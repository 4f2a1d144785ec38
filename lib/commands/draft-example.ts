import { randomUUID } from "node:crypto"
import { oneMoreDraft } from "#lib/sandbox/example-drafts.ts"

// Posts one more draft to a running app, as the pipeline would.
const appUrl = process.env.APP_URL || `http://localhost:${process.env.PORT || 3000}`
const token = process.env.PIPELINE_TOKEN || "pipeline-token"

const answer = await fetch(`${appUrl}/api/drafts`, {
  method: "POST",
  headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  body: JSON.stringify(oneMoreDraft(`example-${randomUUID()}`)),
}).catch(() => null)

if (!answer) {
  console.error(`Nothing answers at ${appUrl}. Start the demo first: npm run demo`)
  process.exit(1)
}
console.info(answer.status, await answer.text())
process.exit(answer.ok ? 0 : 1)
