import { expect, test } from "vitest"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact } from "#lib/ghl/types.ts"
import { contactWith } from "../testing/contacts.ts"
import { createCorrections } from "./corrections.ts"
import type { Settled } from "./types.ts"

const LISTED = contactWith("c", { firstName: "Listed", tags: [] })
const unreachable = () =>
  new GhlError({ kind: "upstream", message: "503", retryable: true, effect: "not-sent" })

const added = (tag: string, at: number): Settled => ({
  contactId: "c",
  at,
  kind: "add-tag",
  target: tag,
  wanted: tag,
})

/** Corrections whose reads by id end when the test says so, in the order in which they began. */
function held(settled: Settled[] = []) {
  const reads: PromiseWithResolvers<Contact>[] = []
  const clock = { now: 1_000_000 }
  const corrections = createCorrections(
    {
      getContact: () => {
        const read = Promise.withResolvers<Contact>()
        reads.push(read)
        return read.promise
      },
    },
    {
      settled: async (ids, since) =>
        settled.filter((one) => ids.includes(one.contactId) && one.at > since),
    },
    () => clock.now,
  )
  return {
    clock,
    /** Of the contact as it is listed. */
    over: (laid: readonly Settled[]) => corrections.over([LISTED], laid, [])[0],
    /** A look at the contact, which was last changed `at`. */
    look: (at: number) => corrections.catchUp([{ contactId: "c", at }], 0),
    /** A read by id that is underway. */
    read: (n: number) => {
      const read = reads[n]
      if (!read) throw new Error(`There is no read ${n}`)
      return read
    },
  }
}

test("of two reads the one for the later change stands, whichever ends last", async () => {
  const { look, over, read } = held()
  const early = look(1)
  const late = look(2)
  read(1).resolve(contactWith("c", { firstName: "Late" }))
  await late
  read(0).resolve(contactWith("c", { firstName: "Early" }))
  await early
  expect(over([])?.firstName).toBe("Late")
})

test("a contact that cannot be read has what our changes left in it", async () => {
  const { look, over, read } = held([added("ours", 5)])
  const [one, other] = [look(5), look(5)]
  read(0).reject(unreachable())
  for (const laid of [await one, await other]) {
    expect(over(laid)).toMatchObject({ firstName: "Listed", tags: ["ours"] })
  }
})

test("a contact that was read before it could not be has only what our changes left since", async () => {
  const { look, over, read } = held([added("first", 5), added("second", 9)])
  const first = look(5)
  // Somebody else took the first one away again.
  read(0).resolve(contactWith("c", { firstName: "Read", tags: ["theirs"] }))
  await first
  const second = look(9)
  read(1).reject(unreachable())
  expect(over(await second)).toMatchObject({ firstName: "Read", tags: ["theirs", "second"] })
})

test("what was read of a contact that cannot be read any more stands for a minute", async () => {
  const { clock, look, over, read } = held()
  const first = look(5)
  read(0).resolve(contactWith("c", { firstName: "Read" }))
  await first
  clock.now += 59_999
  const second = look(5)
  read(1).reject(unreachable())
  expect(over(await second)?.firstName).toBe("Read")
  clock.now += 1
  const third = look(5)
  read(2).reject(unreachable())
  expect(over(await third)?.firstName).toBe("Listed")
})
