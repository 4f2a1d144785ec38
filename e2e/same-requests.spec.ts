import type { Page } from "@playwright/test"
import type { Desk } from "./support/app.ts"
import { testWith } from "./support/desk-with.ts"
import { expect, signIn } from "./support/test.ts"

/** An app of their own: changes that other tests left go on after a restart, and read their contacts. */
const test = testWith({})

type Asked = Record<string, number>

/** The desk's own look at the token, one contact of the list: it comes when GHL was silent for a while. */
const LOOK = /[?&]limit=1(&|$)/

/** How often the app asked GHL for what since the journal was cleared, whoever it was about. */
async function asked(desk: Desk): Promise<Asked> {
  const counts: Asked = {}
  for (const { method, path } of await desk.control.journal()) {
    if (LOOK.test(path)) continue
    const [address = ""] = path.split("?")
    const what = `${method} ${address.replace(/[A-Za-z0-9]{20}(?=\/|$)/, "{id}")}`
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}

/** What an act asks in all, with the next page that the table fetches before anybody asks for it. */
async function expectAsked(desk: Desk, act: () => Promise<void>, wanted: Asked) {
  await desk.control.clearJournal()
  await act()
  await expect.poll(() => asked(desk)).toEqual(wanted)
}

const range = (page: Page) => page.getByRole("navigation", { name: "Pages" }).getByRole("status")

for (const contacts of [51, 10_000]) {
  const total = contacts.toLocaleString("en-US")

  test(`table, search and record of ${total} contacts cost the same requests`, async ({
    desk,
    page,
  }) => {
    await desk.control.reset({ contacts })
    // What an app that ran before knows costs nothing any more.
    await desk.kill()
    await desk.start()

    // A page that came with the screen is asked for once more where it is older than two seconds: on a slow machine.
    await page.clock.setFixedTime(new Date())
    await expectAsked(
      desk,
      async () => {
        await signIn(page)
        await expect(range(page)).toHaveText(`1–20 of ${total}`)
      },
      { "GET /contacts/": 2, "GET /locations/{id}/customFields": 1 },
    )

    const search = page.getByLabel("Search", { exact: true })
    await expectAsked(
      desk,
      async () => {
        await search.fill("example.com")
        await expect(range(page)).toHaveText(/^1–20 of /)
      },
      // How names are spelled is known from the table: nobody is read for it.
      { "POST /contacts/search": 2 },
    )

    await expectAsked(
      desk,
      async () => {
        await page.getByRole("table").getByRole("link").nth(7).click()
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
      },
      {
        "GET /contacts/{id}": 1,
        "GET /contacts/{id}/notes": 1,
        "GET /contacts/{id}/tasks": 1,
        "GET /contacts/{id}/appointments": 1,
      },
    )
    // Whatever came late is in the last count, or still to come while the page is open.
    const last = await asked(desk)
    await page.goto("about:blank")
    expect(await asked(desk)).toEqual(last)
  })
}
