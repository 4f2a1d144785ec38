import { withChanges, withDrafts } from "./support/filled-store.ts"
import { test } from "./support/own-desk.ts"
import { pictures } from "./support/pictures.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test("long lists of changes and of differences say how much of them is shown", async ({
  own,
  page,
}) => {
  await withChanges(
    own,
    [
      ["done", 1],
      ["stopped", 230],
      ["waiting", 5],
      ["held", 12],
    ],
    230,
  )
  await signIn(page, "coordinator", "/changes")
  const part = (name: RegExp) => page.getByRole("region", { name })
  const needs = part(/^Needs you\s*230$/)
  await expect(needs.getByRole("article")).toHaveCount(200)
  await expect(needs.getByText("Showing the first 200 of 230.")).toBeVisible()
  for (const [name, n] of [
    [/^Not certain yet\s*5$/, 5],
    [/^Held\s*12$/, 12],
  ] as const) {
    await expect(part(name).getByRole("article")).toHaveCount(0)
    await expect(part(name).getByText(`None of the ${n} is shown yet.`)).toBeVisible()
  }
  await pictures(page, "board-end", needs.getByText("Showing the first 200 of 230."))

  await page.goto("/changes/drift")
  const shown = page.getByRole("button", { name: "Leave it so" })
  await expect(shown).toHaveCount(200)
  const line = page.getByText("Showing the first 200 of 230, the last found first.")
  await pictures(page, "drift-end", line)
  await shown.first().click()
  // One is dealt with: another of those that were not shown takes its place.
  await expect(page.getByText("Showing the first 200 of 229,")).toBeVisible()
  await expect(shown).toHaveCount(200)
})

test("a list that is shown whole says nothing of the kind", async ({ own, page }) => {
  await withChanges(
    own,
    [
      ["done", 1],
      ["stopped", 188],
      ["held", 12],
    ],
    200,
  )
  await signIn(page, "coordinator", "/changes")
  const board = page.getByRole("article", { name: /: saving to GoHighLevel$/ })
  await expect(board).toHaveCount(200)
  await expect(page.getByText(/Showing the first|is shown yet/)).toHaveCount(0)
  await page.goto("/changes/drift")
  await expect(page.getByRole("button", { name: "Leave it so" })).toHaveCount(200)
  await expect(page.getByText(/Showing the first|is shown yet/)).toHaveCount(0)
})

test("a long queue and a long backlog say which part of them a page is", async ({ own, page }) => {
  await withDrafts(own, 120, false)
  await withDrafts(own, 45, true)
  await signIn(page, "coordinator", "/reviews")
  const rows = page.locator("#main li").filter({ has: page.getByRole("link") })
  const pager = page.getByRole("navigation", { name: "Pages of this queue" })
  for (const [n, count] of [
    [1, 50],
    [2, 50],
    [3, 20],
  ] as const) {
    await expect(pager).toContainText(`Page ${n} of 3, 120 drafts`)
    await expect(rows).toHaveCount(count)
    if (n === 2) await pictures(page, "queue-end", pager)
    if (n < 3) await pager.getByRole("link", { name: "Next" }).click()
  }
  await expect(pager.getByRole("link", { name: "Next" })).toHaveCount(0)

  await page.goto("/reviews/backlog")
  for (const count of [20, 20, 5]) {
    await expect(page.getByRole("checkbox", { name: /^Pick .*text/ })).toHaveCount(count)
    await expect(page.getByText(`This page shows ${count} of them.`)).toBeVisible()
    await expect(page.getByText(/^45 texts stood in the call notes before Caredesk/)).toBeVisible()
    if (count === 20) {
      await pictures(page, "backlog-end", page.getByRole("link", { name: "Next page" }))
      await page.getByRole("link", { name: "Next page" }).click()
      await page.waitForURL(/after=/)
    }
  }
  await expectAccessible(page)
})

test("a text of the backlog that only a narrower window cuts can be shown whole there", async ({
  own,
  page,
}) => {
  await withDrafts(
    own,
    1,
    true,
    "She asks about her results again, and whether to come. ".repeat(9),
  )
  await signIn(page, "coordinator", "/reviews/backlog")
  const all = page.getByRole("button", { name: "Show all" })
  await page.getByRole("checkbox", { name: /^Pick the text of/ }).check()
  await expect(page.getByText("1 picked")).toBeVisible()
  await expect(all).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await all.click()
  await expect(page.getByRole("button", { name: "Show less" })).toBeVisible()
  await expectAccessible(page)
})

test("a change that has got no further for long is counted, and its card says since when, why and what to do", async ({
  own,
  page,
}) => {
  await withChanges(own, [["waiting", 2]])
  await own.inStore((store) =>
    // The first of the two waits for long, the second has just begun to.
    store.query(
      `with late as (
         update changes set failure_kind = 'upstream', trace_id = 'trace-1' returning *
       )
       insert into audit_events (at, actor, action, contact_id, detail)
       select now() - case when seq = (select min(seq) from changes) then interval '40 minutes'
           else interval '1 minute' end,
         'system', 'change.waiting', contact_id, jsonb_build_object('changeId', id)
       from late`,
    ),
  )
  await signIn(page, "coordinator", "/changes")
  await expect(page.getByRole("link", { name: /Changes.*1 that need you/ }).first()).toBeVisible()
  const late = page.getByRole("region", { name: /^Waiting for long\s*1$/ })
  const card = late.getByRole("article", { name: /: saving to GoHighLevel$/ })
  await expect(card.getByText(/It has got no further since .* \(4\d min ago\)\./)).toBeVisible()
  await expect(card.getByText(/The reason it had last: GHL is having trouble\./)).toBeVisible()
  await expect(card.getByText(/If it cannot wait, choose Give up the rest/)).toBeVisible()
  await expect(card.getByText("trace-1")).toBeVisible()
  const others = page.getByRole("region", { name: /^Not certain yet\s*1$/ })
  await expect(others.getByRole("article")).toHaveCount(1)
  await expect(others.getByText(/It has got no further/)).toHaveCount(0)
  await expectAccessible(page)
  await pictures(page, "board-late", late)

  await card.getByRole("button", { name: "Give up the rest" }).click()
  await expect(late).toHaveCount(0)
  await expect(page.getByRole("link", { name: /that need you/ })).toHaveCount(0)
})
