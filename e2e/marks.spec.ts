import type { Locator } from "@playwright/test"
import { pictures } from "./support/pictures.ts"
import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { summaryOf } from "./support/workspace.ts"

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("marks lie under their words, whatever was typed", async ({ desk, page }) => {
  const { id } = await postExample(desk, 1)
  await page.goto(`/reviews/${id}`)
  await expect(summaryOf(page)).toBeEditable()
  await summaryOf(page).press("ControlOrMeta+Home")
  await summaryOf(page).pressSequentially("First of all:\n\n  two spaces\tand a tab. ")
  await expect(page.locator('[data-verdict="contradicted"]').first()).toBeVisible()
  const heights = await summaryOf(page).evaluate((field) => ({
    field: field.getBoundingClientRect().height,
    layer: field.previousElementSibling?.getBoundingClientRect().height,
    scroll: field.scrollHeight,
  }))
  expect(heights.layer).toBe(heights.field)
  expect(heights.scroll).toBeLessThanOrEqual(heights.field + 1)
  await expect(page.getByText(/Here: by you/)).toHaveCount(0)
  await page.locator(`[data-author]`).first().hover({ force: true })
  await expect(page.getByText("Here: by you")).toBeVisible()
})

test("a number that no source has is marked quietly, says why, and is no flag", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 1)
  await page.goto(`/reviews/${id}`)
  await expect(summaryOf(page)).toBeEditable()
  const flagged = page.getByRole("list", { name: "Open flags" }).getByRole("listitem")
  await expect(flagged.first()).toBeVisible()
  const before = await flagged.count()
  await summaryOf(page).press("ControlOrMeta+Home")
  await summaryOf(page).pressSequentially("Take zinc 30 mg. ")
  const mark = page.locator('[data-verdict="not-compared"][data-start="10"]')
  await expect(mark).toHaveAttribute("data-end", "15")
  await expect(mark.locator("span")).toHaveCSS("border-bottom-style", "dotted")
  await expect(page.getByText(/numbers were not compared/)).toBeVisible()
  await expect(flagged).toHaveCount(before)
  const why = page.getByText("A dose in advice: the sources do not tell of it.")
  await expect(why).toHaveCount(0)
  // By keyboard, as to any other mark.
  for (let step = 0; step < 4; step++) await summaryOf(page).press("ArrowLeft")
  await expect(why).toBeVisible()
  await expect(page.getByText("Not compared:", { exact: true })).toBeVisible()
  await pictures(page, "quiet-mark", mark)
  await expectAccessible(page)
})

/**
 * Where marks lie elsewhere than their words, at widths at which a line of the text just fits: the field
 * is made that wide, and the same words are laid out beside it in a plain block with the field's style.
 * A field tells nobody where its own lines break.
 */
function misplaced(field: Locator) {
  return field.evaluate(async (element) => {
    const frame = element.parentElement
    if (!(element instanceof HTMLTextAreaElement) || !frame) throw new Error("not a field")
    const style = getComputedStyle(element)
    const block = document.createElement("div")
    for (const name of style) block.style.setProperty(name, style.getPropertyValue(name))
    for (const name of ["block-size", "height", "min-height"]) block.style.removeProperty(name)
    block.style.position = "absolute"
    block.style.visibility = "hidden"
    block.style.boxSizing = "content-box"
    block.textContent = element.value
    document.body.append(block)
    const words = block.firstChild
    if (!(words instanceof Text)) throw new Error("no text")
    const rectsOf = (start: number, end: number) => {
      const range = document.createRange()
      range.setStart(words, start)
      range.setEnd(words, end)
      return [...range.getClientRects()].filter(({ width }) => width > 0)
    }

    // Every stretch from a paragraph's begin to a word's end may be a line: as wide as that, it just fits.
    const least = 240
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
    const most = element.getBoundingClientRect().width - padding
    const widths = new Set<number>()
    block.style.whiteSpace = "pre"
    block.style.width = "max-content"
    for (const { index } of element.value.matchAll(/(?<=\S)(?=\s)/g)) {
      const paragraph = element.value.lastIndexOf("\n", index) + 1
      for (const { width } of rectsOf(paragraph, index)) {
        if (width > least && width < most) widths.add(Math.ceil(width * 64) / 64)
      }
    }
    block.style.whiteSpace = style.whiteSpace

    const wrong: string[] = []
    const around = frame.getBoundingClientRect().width - most
    let seen = 0
    for (const width of widths) {
      frame.style.width = `${width + around}px`
      block.style.width = `${width}px`
      for (let frames = 0; frames < 2; frames++)
        await new Promise((done) => requestAnimationFrame(done))
      const origin = element.getBoundingClientRect()
      const plain = block.getBoundingClientRect()
      if (Math.abs(origin.width - padding - width) > 0.02)
        wrong.push(`${width} px: the field has ${origin.width - padding}`)
      const starts = new Set(
        [...frame.querySelectorAll<HTMLElement>("[data-start]")].map((mark) => mark.dataset.start),
      )
      for (const start of starts) {
        const marks = [...frame.querySelectorAll<HTMLElement>(`[data-start="${start}"]`)]
        const lines = rectsOf(Number(start), Number(marks[0]?.dataset.end))
        seen += lines.length
        const isOff =
          lines.length !== marks.length ||
          lines.some((line, at) => {
            const mark = marks[at]?.getBoundingClientRect()
            return (
              !mark ||
              Math.abs(mark.left - origin.left - (line.left - plain.left)) > 1 ||
              Math.abs(mark.top - origin.top - (line.top - plain.top)) > 1 ||
              Math.abs(mark.width - line.width) > 1
            )
          })
        if (isOff) wrong.push(`${width} px: at ${start}`)
      }
    }
    block.remove()
    frame.style.removeProperty("width")
    return { widths: widths.size, seen, wrong }
  })
}

test("marks lie under their words at every width at which a line just fits", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 1)
  await page.goto(`/reviews/${id}`)
  await expect(page.locator('[data-verdict="contradicted"]').first()).toBeVisible()
  for (const name of ["Summary, for the call notes", "Full analysis, for the note"]) {
    const { widths, seen, wrong } = await misplaced(page.getByLabel(name))
    expect(wrong).toEqual([])
    expect(widths).toBeGreaterThan(5)
    expect(seen).toBeGreaterThan(100)
  }
})
