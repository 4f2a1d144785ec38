import type { Page } from "@playwright/test"
import { Desk, PASSWORD } from "./support/app.ts"
import { expect, expectAccessible, signInByForm, test } from "./support/test.ts"

async function tryToSignIn(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}

/** Until the page has come alive: it then fetches the next page of contacts ahead. */
async function signInAndWait(page: Page) {
  const ahead = page.waitForResponse((answer) => answer.url().includes("startAfterId="))
  await signInByForm(page)
  await (await ahead).finished()
  // The page counts the answer as an act once it has read it: before any later answer.
  await page.evaluate(async () => (await fetch("/api/health")).text())
}

const dialog = (page: Page) => page.getByRole("dialog", { name: "Sign in again to go on" })

test("a wrong password is said in place; the right one goes on", async ({ page }) => {
  await page.goto("/login")
  await expectAccessible(page)
  await tryToSignIn(page, "coordinator@caredesk.test", "not the password")
  await expect(page.getByRole("alert").filter({ hasText: "not right" })).toBeVisible()
  await expect(page.getByLabel("Email")).toHaveValue("coordinator@caredesk.test")
  await expectAccessible(page)
  await tryToSignIn(page, "Coordinator@Caredesk.test ", PASSWORD)
  await page.waitForURL("**/contacts")
  await expect(page.getByText("Robin Hale").first()).toBeVisible()
  await page.goto("/login")
  await expect(page).toHaveURL(/\/contacts$/)
})

test("an unknown person is told the same, and after ten tries to wait", async ({ page }) => {
  await page.goto("/login")
  const alert = page.getByRole("alert").filter({ hasText: /\S/ })
  for (let tries = 0; tries < 10; tries++) {
    await tryToSignIn(page, "nobody@caredesk.test", `guess number ${tries}`)
    await expect(alert).toContainText("not right")
  }
  await tryToSignIn(page, "nobody@caredesk.test", "one more guess")
  await expect(alert).toContainText("Too many tries. Wait 15 minutes, then try again.")
})

test("after sign-in one comes to the page one wanted, and never to another site", async ({
  page,
}) => {
  await page.goto("/reviews")
  await expect(page).toHaveURL(/\/login\?next=%2Freviews$/)
  await tryToSignIn(page, "admin@caredesk.test", PASSWORD)
  await page.waitForURL("**/reviews")
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    await page.context().clearCookies()
    await page.goto(`/login?next=${encodeURIComponent(next)}`)
    await tryToSignIn(page, "admin@caredesk.test", PASSWORD)
    await page.waitForURL("**/contacts")
    expect(new URL(page.url()).hostname).toBe("localhost")
  }
})

test("signing out is a press away on every page, and ends the session for good", async ({
  page,
  context,
}) => {
  await signInByForm(page, "admin")
  for (const path of ["/contacts", "/reviews", "/audit"]) {
    await page.goto(path)
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible()
    await expect(page.getByText("Dana Whitfield").first()).toBeVisible()
  }
  const cookies = await context.cookies()
  await page.getByRole("button", { name: "Sign out" }).click()
  await page.waitForURL("**/login")
  await context.addCookies(cookies)
  await page.goto("/contacts")
  await expect(page).toHaveURL(/\/login\?next=/)
})

test("a coordinator is not let into the audit trail, and not shown the way", async ({ page }) => {
  await signInByForm(page)
  await expect(page.getByRole("link", { name: "Audit" })).toHaveCount(0)
  const answer = await page.goto("/audit")
  expect(answer?.status()).toBe(403)
  await expect(
    page.getByRole("heading", { name: "Your role does not open this page" }),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Go to contacts" }).click()
  await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible()
})

test("an address that leads nowhere says so", async ({ page }) => {
  await signInByForm(page)
  const answer = await page.goto("/nowhere")
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible()
  await expectAccessible(page)
})

test("a session that ended is renewed in place; what was asked for then arrives", async ({
  page,
  context,
}) => {
  await signInAndWait(page)
  await context.clearCookies()
  await page.getByLabel("Search").fill("oberbrunner")
  await expect(dialog(page)).toBeVisible()
  await expect(dialog(page).getByLabel("Email")).toHaveValue("coordinator@caredesk.test")
  await expectAccessible(page)
  await dialog(page).getByLabel("Password").fill("not the password")
  await dialog(page).getByRole("button", { name: "Sign in" }).click()
  await expect(dialog(page)).toContainText("not right")
  await page.keyboard.press("Escape")
  await dialog(page).getByLabel("Password").fill(PASSWORD)
  await dialog(page).getByRole("button", { name: "Sign in" }).click()
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByLabel("Search")).toHaveValue("oberbrunner")
  await expect(page.getByRole("link", { name: "Jamar Oberbrunner" })).toBeVisible()
})

test("sign-out in one tab covers the others, sign-in uncovers them", async ({ page, context }) => {
  await signInByForm(page)
  const other = await context.newPage()
  await other.goto("/contacts")
  await other.getByRole("button", { name: "Sign out" }).click()
  await other.waitForURL("**/login")
  await expect(dialog(page)).toBeVisible()
  await tryToSignIn(other, "coordinator@caredesk.test", PASSWORD)
  await other.waitForURL("**/contacts")
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole("table")).toBeVisible()
})

test("an idle desk warns, then covers itself", async ({ page }) => {
  await page.clock.install()
  await signInAndWait(page)
  const warning = page.getByRole("dialog", { name: "Still there?" })
  await page.clock.fastForward("13:00")
  await expect(warning).toBeHidden()
  await page.clock.fastForward("00:40")
  await expect(warning).toBeVisible()
  await expectAccessible(page)
  await warning.getByRole("button", { name: "Stay signed in" }).click()
  await expect(warning).toBeHidden()
  await page.clock.fastForward("13:40")
  await expect(warning).toBeVisible()
  await page.clock.fastForward("01:00")
  await expect(dialog(page)).toBeVisible()
  // Covered: what lies at the table's place is the cover, and the table takes neither press nor focus.
  const behind = await page.evaluate(() => {
    const { x, y } = document.querySelector("table a")?.getBoundingClientRect() ?? { x: 0, y: 0 }
    return document.elementFromPoint(x + 2, y + 2)?.closest("table") !== null
  })
  expect(behind).toBe(false)
  await dialog(page).getByLabel("Password").fill(PASSWORD)
  await dialog(page).getByRole("button", { name: "Sign in" }).click()
  await expect(dialog(page)).toBeHidden()
})

test("the theme is picked, kept and painted by the server", async ({ page }) => {
  await signInByForm(page)
  await page.getByRole("button", { name: "Theme" }).click()
  // By keyboard: a press milliseconds after the opening is nobody's on a starved machine.
  await page.getByRole("menuitemradio", { name: "Dark" }).press("Enter")
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark")
  const html = await (await page.request.get("/contacts")).text()
  expect(html).toMatch(/<html[^>]+data-theme="dark"/)
})

test("the first administrator is made once, by the link that the first start prints", async ({
  page,
}) => {
  const desk = await Desk.open({ GHL_BASE_URL: "https://ghl.invalid" }, { store: "new" })
  try {
    const link = desk.output.match(/http\S+\/setup\?token=\S+/)?.[0] ?? ""
    expect(desk.output).not.toContain("caredesk.test")
    await page.goto(`${desk.url}/setup?token=guess`)
    await expect(page.getByRole("heading", { name: /does not work/ })).toBeVisible()
    await expectAccessible(page)
    await page.goto(link)
    await page.getByLabel("Name").fill("Ada Quist")
    await page.getByLabel("Email").fill("ada@clinic.example")
    await page.getByLabel("Password").fill("password1234")
    await page.getByRole("button", { name: "Make account" }).click()
    await expect(page.getByText("guessed first")).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel("Password").fill("a river that bends twice")
    await page.getByRole("button", { name: "Make account" }).click()
    await page.waitForURL("**/contacts")
    await expect(page.getByText("Ada Quist").first()).toBeVisible()
    await page.goto(link)
    await expect(page.getByRole("heading", { name: /does not work/ })).toBeVisible()
  } finally {
    await desk.close()
  }
})
