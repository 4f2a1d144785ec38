import AxeBuilder from "@axe-core/playwright"
import { test as base, expect, type Page } from "@playwright/test"
import { Desk, PASSWORD } from "./app.ts"
import type { StoreKind } from "./store.ts"

export { expect } from "@playwright/test"

type WorkerFixtures = {
  /** What the app keeps its store in. */
  store: StoreKind
  /** One running app with its sandbox for all tests of a worker. */
  desk: Desk
}

export const test = base.extend<{ freshSandbox: undefined }, WorkerFixtures>({
  store: ["any", { option: true, scope: "worker" }],
  desk: [
    async ({ store }, use) => {
      const desk = await Desk.open({}, { store })
      await use(desk)
      await desk.close()
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ desk }, use) => use(desk.url),
  /** A page whose `goto` also waits for what React holds back for a moment, unless it asks for less than the load. */
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page)
    page.goto = async (url, options) => {
      const answer = await goto(url, options)
      if (!options?.waitUntil) await allShown(page)
      return answer
    }
    await use(page)
  },
  /** Every test begins with the sandbox as it is first seeded, and without faults. */
  freshSandbox: [
    async ({ desk }, use) => {
      await desk.control.clearFaults()
      await desk.control.reset()
      await use(undefined)
    },
    { auto: true },
  ],
})

/**
 * Waits until nothing lies in the page twice: what was streamed stays beside the page, hidden, until React
 * shows it, though the same text may have been rendered in its place already.
 */
export const allShown = (page: Page) =>
  expect(page.locator("body > div[hidden][id^='S:']")).toHaveCount(0)

const emailOf = (who: "coordinator" | "admin") => `${who}@caredesk.test`

/** Signs in by the form, as a person does, and waits for the desk. */
export async function signInByForm(
  page: Page,
  who: "coordinator" | "admin" = "coordinator",
  path = "/contacts",
) {
  await page.goto(`/login?next=${encodeURIComponent(path)}`)
  await page.getByLabel("Email").fill(emailOf(who))
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname === path)
  await allShown(page)
}

/** Signs in with the request that the form sends, and opens a page: drawing the form takes longer than the rest. */
export async function signIn(
  page: Page,
  who: "coordinator" | "admin" = "coordinator",
  path = "/contacts",
) {
  const csrf = await page.request.get("/api/auth/csrf")
  const { origin } = new URL(csrf.url())
  const { csrfToken } = await csrf.json()
  const answer = await page.request.post("/api/auth/callback/credentials", {
    headers: { origin },
    form: { csrfToken, email: emailOf(who), password: PASSWORD, json: "true" },
    maxRedirects: 0,
  })
  expect(answer.ok()).toBe(true)
  await page.goto(path)
  await page.waitForURL((url) => url.pathname === path)
  await allShown(page)
}

/** Waits until nothing fades or moves any more but what does so for ever. */
const atRest = (page: Page) =>
  page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0))
        .filter(({ playState }) => playState === "running")
    for (let running = moving(); running.length > 0; running = moving()) {
      await Promise.allSettled(running.map(({ finished }) => finished))
    }
  })

/** What depends on the scheme; all else is the same in both, and takes long to look at. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"]

/** axe finds nothing on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    await atRest(page)
    // Caredesk has no frames: what axe does to look into those takes half its time.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] })
    if (colorScheme === "dark") axe.withRules(COLOUR_RULES)
    const { violations } = await axe.analyze()
    const found = violations.map(
      (v) => `${colorScheme}: ${v.id} at ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`,
    )
    expect(found).toEqual([])
  }
  await page.emulateMedia({ colorScheme: "light" })
}
