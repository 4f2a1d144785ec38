import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { decisions } from "#lib/db/schema/reviews.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { approve } from "../decide.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { onScreen, posted } from "../testing/review-world.ts"

const world = besideSandbox()

test("an approval can be given while no more is left of the day than what is kept for writes", async () => {
  const control = controlOf(world.sandbox.url)
  const { db } = world.store
  await control.settings({ rateLimit: { max: 2_000 } })
  const draftId = await posted(db, 0)
  const approval = await onScreen(db, draftId, world.robin)
  const ask = () => ghl().listContacts({ limit: 1 }, { fresh: true, forWrite: true })
  await control.spend(400)
  await ask()
  const { limit, remaining } = (await ghl().budget()).daily
  await control.settings({ rateLimit: { daily: limit - (remaining ?? limit) + 18 } })
  await ask()
  const { daily } = await ghl().budget()
  expect(daily.remaining).toBeGreaterThan(5)
  expect(daily.remaining).toBeLessThan(daily.reserve)
  expect(await approve(db, approval, world.robin)).toMatchObject({ outcome: "approved" })
  // Its document could be read as well.
  const [decision] = await db.select().from(decisions).where(eq(decisions.draftId, draftId))
  expect(decision?.flags).toMatchObject({ documentUnread: null })
})
