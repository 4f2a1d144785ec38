import { expect, test } from "vitest"
import { createSharing } from "./sharing.ts"
import type { ReadOptions } from "./types.ts"

/** A read that counts its calls and answers when told. */
function slowRead() {
  const calls: { options: ReadOptions; answer: (value: string) => void }[] = []
  const read = (options: ReadOptions) =>
    new Promise<string>((resolve, reject) => {
      calls.push({ options, answer: resolve })
      options.signal?.addEventListener("abort", () => reject(options.signal?.reason))
    })
  return { calls, read }
}

test("identical concurrent reads share one call, later ones do not", async () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  const both = Promise.all([share("a", {}, read), share("a", {}, read)])
  expect(calls).toHaveLength(1)
  calls[0]?.answer("one")
  expect(await both).toEqual(["one", "one"])
  const third = share("a", {}, read)
  calls[1]?.answer("two")
  expect(await third).toBe("two")
})

test("other keys, other lanes and fresh reads go alone", () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  void share("a", {}, read)
  void share("b", {}, read)
  void share("a", { priority: "background" }, read)
  void share("a", { fresh: true }, read)
  void share("a", { fresh: true }, read)
  expect(calls).toHaveLength(5)
})

test("what a write needs is not left to a read that the day may refuse, and says so itself", () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  void share("a", {}, read)
  void share("a", { forWrite: true }, read)
  void share("a", { forWrite: true }, read)
  expect(calls.map(({ options }) => options.forWrite ?? false)).toEqual([false, true])
})

test("a failed call is not kept", async () => {
  const share = createSharing()
  await expect(share("a", {}, () => Promise.reject(new Error("down")))).rejects.toThrow("down")
  expect(await share("a", {}, async () => "up")).toBe("up")
})

test("one reader that leaves does not take the call from the other", async () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  const stop = new AbortController()
  const leaving = share("a", { signal: stop.signal }, read)
  const staying = share("a", {}, read)
  stop.abort()
  await expect(leaving).rejects.toThrow(/abort/i)
  expect(calls[0]?.options.signal?.aborted).toBe(false)
  calls[0]?.answer("one")
  expect(await staying).toBe("one")
})

test("the call ends when all readers have left, and the next reader starts anew", async () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  const stop = new AbortController()
  const leaving = share("a", { signal: stop.signal }, read)
  stop.abort()
  await expect(leaving).rejects.toThrow(/abort/i)
  expect(calls[0]?.options.signal?.aborted).toBe(true)
  const next = share("a", {}, read)
  calls[1]?.answer("two")
  expect(await next).toBe("two")
})

test("who must be through sooner leaves at its own deadline and takes the call from nobody", async () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  const staying = share("a", {}, read)
  const hurried = share("a", { deadline: performance.now() + 20 }, read)
  await expect(hurried).rejects.toMatchObject({ kind: "timeout" })
  expect(calls).toHaveLength(1)
  expect(calls[0]?.options.signal?.aborted).toBe(false)
  calls[0]?.answer("one")
  expect(await staying).toBe("one")
})

test("a call that nobody has time for any more ends as one that was too late", async () => {
  const share = createSharing()
  const { calls, read } = slowRead()
  const hurried = share("a", { deadline: performance.now() + 20 }, read)
  await expect(hurried).rejects.toMatchObject({ kind: "timeout" })
  expect(calls[0]?.options.signal?.reason).toMatchObject({ kind: "timeout" })
})
