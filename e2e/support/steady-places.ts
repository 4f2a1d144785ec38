import type { Locator, Page } from "@playwright/test"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import type { Desk } from "./app.ts"
import { conflictOnScreen } from "./conflict.ts"
import { withChanges, withDrafts } from "./filled-store.ts"
import { approve, postExample, writeBack } from "./review.ts"
import { expect } from "./test.ts"

/** A page with something that arrives late. */
export type Place = {
  name: string
  /** Sees to it that there is something to show; answers the page's address. */
  address: (desk: Desk, page: Page) => Promise<string>
  /** Stands there once what arrives late has arrived. */
  late: (page: Page) => Locator
  /** The page waits for GHL, and comes whole. */
  whole?: boolean
}

const main = (page: Page) => page.locator("#main")
/** The name of whom a page is about, which comes from GHL, in the page's head. */
const nameInHead = (page: Page) => main(page).locator("header bdi")
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })

/** A draft that was approved and is written, with the page of its review on the screen. */
async function written(desk: Desk, page: Page): Promise<string> {
  const { id } = await postExample(desk, 0)
  await page.goto(`/reviews/${id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible()
  return id
}

/** Longer than a card of the backlog shows at once, on whatever screen. */
const LONG_TEXT = "She asks about her results again, and whether to come in before May. ".repeat(30)

const OF_CONTACTS: Place[] = [
  {
    name: "the table of contacts",
    address: async () => "/contacts",
    late: (page) => page.getByRole("row").nth(5).getByRole("link").first(),
  },
  {
    name: "a record",
    address: async () => `/contacts/${pageThreeContact().id}`,
    late: (page) => page.getByRole("region", { name: "Due next" }).getByText("Blood draw"),
  },
]

const OF_REVIEWS: Place[] = [
  {
    name: "the inbox",
    address: async (desk) => {
      for (const n of [0, 1, 3, 4]) await postExample(desk, n)
      return "/reviews"
    },
    late: (page) => main(page).getByText("Another client’s draft").first(),
  },
  {
    name: "a queue of decided drafts",
    address: async (desk, page) => {
      await written(desk, page)
      return "/reviews?queue=approved"
    },
    late: (page) => main(page).locator("li bdi").first(),
  },
  {
    name: "a review",
    address: async (desk) => `/reviews/${(await postExample(desk, 1)).id}`,
    late: (page) => page.getByRole("list", { name: "Open flags" }),
  },
  {
    name: "a decided review",
    address: async (desk, page) => `/reviews/${await written(desk, page)}`,
    late: (page) => main(page).getByText(/^, (born|birth date) /),
  },
  {
    name: "the backlog",
    address: async (desk) => {
      await withDrafts(desk, 5, true, LONG_TEXT)
      return "/reviews/backlog"
    },
    late: (page) => button(page, "Show all").first(),
    whole: true,
  },
  {
    name: "a text found in GoHighLevel",
    address: async (desk, page) => {
      await withDrafts(desk, 1, true, "A text that nobody has read")
      await page.goto("/reviews/backlog")
      const row = main(page).locator("li").filter({ hasText: "A text that nobody has read" })
      return (await row.getByRole("link").first().getAttribute("href")) ?? ""
    },
    late: (page) => page.getByRole("region", { name: /already in GHL/ }),
  },
]

const OF_CHANGES: Place[] = [
  {
    name: "the page of changes",
    address: async (desk, page) => {
      await written(desk, page)
      return "/changes"
    },
    late: (page) => page.getByRole("article", { name: "Approved summary: Saved" }).first(),
  },
  {
    name: "the page of changes that need a person",
    address: async (desk) => {
      await withChanges(desk, [["stopped", 6]])
      return "/changes"
    },
    late: (page) => main(page).locator("article bdi").first(),
  },
  {
    name: "the page of a change that was carried on with a merged text",
    address: async (desk, page) => {
      const { address, offered } = await conflictOnScreen(desk, page)
      await page.getByLabel("Merged text, to be written").fill(`${offered}\nAsk again in June.`)
      await button(page, "Write the merged text").click()
      await expect(writeBack(page, "Saved")).toBeVisible()
      return address
    },
    late: nameInHead,
  },
  {
    name: "the page of a change in conflict, with a text typed over it",
    address: async (desk, page) => {
      const { address, offered } = await conflictOnScreen(desk, page)
      await page.getByLabel("Merged text, to be written").fill(`${offered}\nAsk again in June.`)
      await expect(page.getByText("Kept here until you write it")).toBeVisible()
      return address
    },
    late: (page) => page.getByRole("region", { name: "What the draft’s evidence says of it" }),
  },
  {
    name: "the differences",
    address: async (desk) => {
      await withChanges(desk, [["done", 1]], 6)
      return "/changes/drift"
    },
    late: (page) => main(page).locator("li bdi").first(),
  },
]

const OF_ADMINISTRATORS: Place[] = [
  {
    name: "the audit",
    address: async () => "/audit",
    // Its rows are no rows of a table where it is narrow.
    late: (page) => main(page).locator("time").first(),
  },
  {
    name: "the connection",
    address: async () => "/connection",
    late: (page) => page.getByRole("heading", { name: "Last failures" }),
  },
  {
    name: "the settings of reviews",
    address: async () => "/reviews/settings",
    late: (page) => page.getByRole("button", { name: "Save settings" }),
  },
  {
    name: "the statistics of reviews",
    address: async () => "/reviews/statistics",
    late: (page) => page.getByRole("heading", { level: 1 }),
  },
]

export const PLACES: Place[] = [...OF_CONTACTS, ...OF_REVIEWS, ...OF_CHANGES, ...OF_ADMINISTRATORS]
