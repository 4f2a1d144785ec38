import type { Page } from "@playwright/test"

/** What was moved under a person's hands after it had been painted, and how much of the page moved with it. */
export type Shift = { value: number; moved: string[] }

/** What is pressed or typed into. */
const PRESSED = "a[href], button, input, select, textarea, summary, label, [role='button']"

/** From now on each page that is opened keeps an account of what moves in it. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript((pressed) => {
    // The library of types does not know them yet.
    type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }
    type LayoutShift = PerformanceEntry & { value: number; sources: Source[] }

    const seen: Shift[] = []
    const isPressed = ({ node }: Source) => {
      const element = node instanceof Element ? node : node?.parentElement
      // A box that sticks grows and shrinks away from its edge: the browser counts moves within it that nobody sees.
      for (let box = element; box; box = box.parentElement) {
        const { position, bottom } = getComputedStyle(box)
        if (position === "sticky" && bottom !== "auto") return false
      }
      return element?.closest(pressed) || element?.querySelector(pressed)
    }
    const inWords = ({ node, previousRect: from, currentRect: to }: Source) => {
      const by = `${to.x - from.x} by ${to.y - from.y}`
      return `${node?.nodeName} “${node?.textContent?.trim().slice(0, 50)}”, ${by} pixels`
    }
    const keep = (entries: PerformanceEntryList) => {
      for (const { value, sources } of entries as LayoutShift[]) {
        const moved = sources.filter(isPressed).map(inWords)
        if (moved.length > 0) seen.push({ value, moved })
      }
    }
    const observer = new PerformanceObserver((list) => keep(list.getEntries()))
    observer.observe({ type: "layout-shift", buffered: true })
    Object.assign(window, {
      takeShifts: () => {
        keep(observer.takeRecords())
        return seen.splice(0)
      },
    })
  }, PRESSED)
}

/** Waits until what has been laid out by now was painted. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  )

/** What moved in the page since it was opened, or since this was last asked. */
export async function takeShifts(page: Page): Promise<Shift[]> {
  await painted(page)
  return page.evaluate(() => (window as unknown as { takeShifts: () => Shift[] }).takeShifts())
}
