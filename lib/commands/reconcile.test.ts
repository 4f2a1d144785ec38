import { execFile } from "node:child_process"
import { afterEach, expect, test } from "vitest"
import { type Desk, LOCATION_ID, openDesk, TOKEN } from "#lib/changes/testing/desk.ts"
import { testBackends } from "#lib/db/testing/stores.ts"

const postgres = testBackends().filter(({ name }) => name === "Postgres")
// A file without a test fails.
if (postgres.length === 0) test.skip("needs a Postgres server to be installed", () => {})

let desk: Desk | undefined
afterEach(async () => {
  await desk?.close()
})

/** Runs the command as its own process; `status` is its exit code. */
const command = (env: Record<string, string>) =>
  new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ["--conditions=react-server", "lib/commands/reconcile.ts"],
      { env: { PATH: process.env.PATH ?? "", NODE_ENV: "test", LOG_LEVEL: "silent", ...env } },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    )
  })

test.each(postgres)(
  "on $name it looks beside the running app, and ends with 1 while a difference is open",
  async ({ open }) => {
    let databaseUrl = ""
    const own = await openDesk(async () => {
      const store = await open()
      databaseUrl = store.databaseUrl ?? ""
      return store
    })
    desk = own
    const contactId = own.nextContact()
    const seen = String((await own.truth(contactId)).fields["contact.call_notes"] ?? "")
    const changeId = await own.change(contactId, [
      {
        kind: "set-field",
        fieldId: own.callNotesId,
        label: "Call notes",
        seen,
        wanted: "The approved summary.",
      },
    ])
    expect((await own.ended(changeId)).status).toBe("done")

    const look = () =>
      command({
        DATABASE_URL: databaseUrl,
        GHL_BASE_URL: own.ghlUrl,
        GHL_ACCESS_TOKEN: TOKEN,
        GHL_LOCATION_ID: LOCATION_ID,
        AUTH_SECRET: "a secret for tests that is long enough",
        APP_URL: "http://localhost:3000",
      })
    const stands = await look()
    expect(stands).toMatchObject({ status: 0, stderr: "" })
    expect(stands.stdout).toContain("1 decisions checked, 0 could not be, 0 differences open.")

    await own.control.addFault({ kind: "malformed", path: `/contacts/${contactId}$`, count: 100 })
    const unread = await look()
    expect(unread.stdout).toContain("0 decisions checked, 1 could not be, 0 differences open.")
    expect(unread).toMatchObject({ status: 1, stderr: "" })
    await own.control.clearFaults()

    await own.edit(contactId, { fields: { "contact.call_notes": "Something else." } })
    const differs = await look()
    expect(differs).toMatchObject({ status: 1, stderr: "" })
    expect(differs.stdout).toContain("1 differences open.")
    expect(differs.stdout).toContain(`change ${changeId}  contact ${contactId}`)
    expect(differs.stdout).not.toContain("Something else")
  },
)
