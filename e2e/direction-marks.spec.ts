import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { test } from "./support/own-desk.ts"
import { expect, signIn } from "./support/test.ts"

/** An override that nothing ends: what stands beside it is turned, too, unless it is kept apart. */
const MARK = "\u202e"
const { id } = pageThreeContact()

test("texts with direction marks in them turn nothing beside them", async ({ page, own }) => {
  const name = `Marked${MARK}gnp`
  await own.control.editAsSomeoneElse(id, {
    contact: { firstName: name, companyName: `Works${MARK}gnp` },
    fields: { "contact.call_notes": `Called${MARK}gnp\nOnce more` },
    addTags: [`tag${MARK}gnp`],
    notes: { add: [{ body: `Written${MARK}gnp` }] },
  })
  await signIn(page, "coordinator", `/contacts/${id}`)
  for (const text of [name, "Works", "Called", "tag", "Written"]) {
    await expect(page.getByText(text === name ? name : `${text}${MARK}gnp`).first()).toBeAttached()
  }
  const loose = await page.evaluate((mark) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    let marked = 0
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement
      if (!node.nodeValue?.includes(mark) || !holder || holder.closest("script")) continue
      marked += 1
      if (!holder.closest("bdi, [dir=auto]")) found.push(holder.outerHTML.slice(0, 120))
    }
    return { marked, found }
  }, MARK)
  expect(loose.marked).toBeGreaterThan(4)
  expect(loose.found).toEqual([])
})
