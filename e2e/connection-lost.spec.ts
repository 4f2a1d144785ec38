import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { pictures } from "./support/pictures.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test.use({ store: "pglite" })

/** One for each test, of no other file: what is typed stays a draft of that contact. */
const contactIds = [30, 31, 32, 33].map((n) => createPerson(DEFAULT_SEED, n).contact.id)

type Breaking = { breaksOff?: { path: string; before: string | null } | null }

/** Makes the page able to break off one answer on its way, as a connection does that is cut. */
async function ableToBreakOff(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ask = window.fetch.bind(window)
    const breaking = window as Breaking
    window.fetch = async (input, init) => {
      const headers = new Headers(init?.headers)
      const wanted = breaking.breaksOff
      const answer = await ask(input, init)
      if (headers.get("rsc") !== "1" || headers.has("next-router-prefetch")) return answer
      if (!wanted || new URL(answer.url).pathname !== wanted.path) return answer
      breaking.breaksOff = null
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const at = wanted.before && new TextDecoder("latin1").decode(bytes).indexOf(wanted.before)
      const part = bytes.subarray(0, at === null ? bytes.length / 2 : Number(at))
      const cut = new ReadableStream({
        start: (stream) => stream.enqueue(part),
        pull: (stream) => stream.error(new TypeError("network error")),
      })
      const { status, headers: kept } = answer
      const broken = new Response(cut, { status, headers: kept })
      Object.defineProperty(broken, "url", { value: answer.url })
      return broken
    }
  })
}

/**
 * Caredesk as it is seen while it is started anew: the answer to a read of the page at `path` breaks off,
 * in its middle or before `before`, and no other comes.
 */
async function goAway(page: Page, path: string, before: string | null = null) {
  let away = true
  let broken = false
  await page.evaluate((at) => Object.assign(window, { breaksOff: at }), { path, before })
  await page.route("**/*", async (route) => {
    const request = route.request()
    const headers = request.headers()
    const refuse = away && (broken || request.postData()?.includes("Typed as it went"))
    const isPageRead = headers.rsc === "1" && !("next-router-prefetch" in headers)
    if (isPageRead && new URL(request.url()).pathname === path) broken = true
    await (refuse ? route.abort() : route.continue())
  })
  return {
    comeBack() {
      away = false
    },
  }
}

/** Begins to edit the call notes; what is typed in the box that is answered cannot be kept meanwhile. */
async function open(page: Page, contactId: string) {
  await ableToBreakOff(page)
  await signIn(page, "coordinator", `/contacts/${contactId}`)
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await page.getByRole("button", { name: "Edit call notes" }).click()
  return page.getByRole("textbox", { name: "Call notes" })
}

const sameDocument = (page: Page) => page.evaluate(() => "sameDocument" in window)
const lostIn = (page: Page) =>
  page.getByRole("heading", { name: "The connection to Caredesk was lost" })

test("a page that is read anew stays as it is when the answer breaks off, and goes on by itself", async ({
  page,
}) => {
  const [contactId = ""] = contactIds
  const box = await open(page, contactId)
  const caredesk = await goAway(page, `/contacts/${contactId}`)
  await box.fill("Typed as it went away.")
  await expect(page.getByText("Caredesk cannot be reached. Your text is still here")).toBeVisible()

  await page.getByRole("combobox", { name: "Add tag" }).fill("seen twice")
  await page.getByRole("option", { name: /Create “seen twice”/ }).click()
  const waits = page.getByText("Caredesk cannot be reached. It goes on by itself")
  await expect(waits).toBeVisible()
  await expectAccessible(page)
  await pictures(page, "caredesk-away", waits)
  await box.press("End")
  await box.pressSequentially(" And after.")
  await expect(box).toBeFocused()

  caredesk.comeBack()
  await expect(waits).toBeHidden()
  await expect(page.getByRole("button", { name: "Remove tag seen twice" })).toBeVisible()
  await expect(box).toHaveValue("Typed as it went away. And after.")
  await expect(page.getByText("Draft kept.")).toBeVisible()
  await expect(lostIn(page)).toBeHidden()
  expect(await sameDocument(page)).toBe(true)
})

for (const [where, before, frame, contactId = ""] of [
  ["in its middle", null, 1, contactIds[1]],
  ["before its head", '"charSet"', 0, contactIds[2]],
] as const) {
  test(`a page that broke off ${where} comes by itself, and what was typed on the last one is kept`, async ({
    page,
  }) => {
    const box = await open(page, contactId)
    const caredesk = await goAway(page, "/changes", before)
    await box.fill("Typed as it went away.")
    await page.getByRole("link", { name: "Changes" }).first().click()
    await expect(lostIn(page)).toBeVisible()
    // The head stands above every frame: what breaks off before it takes the whole page away.
    await expect(page.locator("#main")).toHaveCount(frame)
    await expectAccessible(page)

    caredesk.comeBack()
    await expect(page.getByRole("heading", { name: "Changes", level: 1 })).toBeVisible()
    await expect(lostIn(page)).toBeHidden()
    expect(await sameDocument(page)).toBe(true)
    await page.goto(`/contacts/${contactId}`)
    await expect(page.getByRole("textbox", { name: "Call notes" })).toHaveValue(
      "Typed as it went away.",
    )
  })
}

test("a page that is asked for while Caredesk is away comes when it is back", async ({ page }) => {
  await open(page, contactIds[3] ?? "")
  const caredesk = await goAway(page, "/nowhere")
  await page.route(/_rsc=/, (route) => route.abort())
  await page.getByRole("link", { name: "Changes" }).first().click()
  const waits = page.getByText("Caredesk cannot be reached. It goes on by itself")
  await expect(waits).toBeVisible()
  caredesk.comeBack()
  await page.unroute(/_rsc=/)
  await expect(page.getByRole("heading", { name: "Changes", level: 1 })).toBeVisible()
  await expect(waits).toBeHidden()
  expect(await sameDocument(page)).toBe(true)
})

test("who stops Caredesk does not cut off what it is answering", async ({ desk, page }) => {
  await signIn(page, "coordinator", "/changes")
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
  await desk.control.addFault({ kind: "delay", delayMs: 1_200, path: "/contacts/", count: 5 })
  // The frame comes at once, and the record once GHL has answered.
  const answer = await fetch(`${desk.url}/contacts/${contactIds[0]}`, { headers: { cookie } })
  await desk.stop()
  try {
    expect((await answer.text()).trimEnd()).toMatch(/<\/html>$/)
  } finally {
    await desk.start()
  }
})
