import { describe, expect, test } from "vitest"
import type { MergeSaved } from "#lib/changes/merge-draft.ts"
import { mergeSaves } from "./merge-saves.ts"

/** The server's side, over a wire that loses requests and answers. */
function server() {
  const kept = { text: null as string | null, version: 0 }
  const store = (text: string | null, version: number): MergeSaved => {
    if (kept.version !== version) return { outcome: "clash", ...kept }
    Object.assign(kept, { text, version: version + 1 })
    return { outcome: "kept", version: kept.version }
  }
  /** What becomes of the next saves, in order; those after are answered. */
  const wire: ("answer lost" | "late")[] = []
  const late: (() => MergeSaved)[] = []
  return {
    kept,
    wire,
    /** What was held up on the way arrives. */
    arrive: () => late.splice(0).map((come) => come()),
    async send(text: string | null, version: number) {
      const fate = wire.shift()
      if (fate === "late") late.push(() => store(text, version))
      else if (fate === undefined) return store(text, version)
      else store(text, version)
      throw new Error("no answer")
    },
  }
}

describe("the saves of a merge editor", () => {
  test("go on from one whose answer got lost, and ask nobody", async () => {
    const { kept, wire, send } = server()
    const saves = mergeSaves(0, send)
    wire.push("answer lost")
    await expect(saves.save("Mistaken.")).rejects.toThrow()
    expect(kept.text).toBe("Mistaken.")
    expect(await saves.save("Corrected.")).toEqual({ outcome: "kept", version: 2 })
    expect(kept.text).toBe("Corrected.")
  })

  test("go on from a return to the offer whose answer got lost", async () => {
    const { kept, wire, send } = server()
    const saves = mergeSaves(0, send)
    await saves.save("Given up.")
    wire.push("answer lost")
    await expect(saves.save(null)).rejects.toThrow()
    expect(await saves.save("Anew.")).toEqual({ outcome: "kept", version: 3 })
    expect(kept.text).toBe("Anew.")
  })

  test("are not undone by one that comes late", async () => {
    const { kept, wire, send, arrive } = server()
    const saves = mergeSaves(0, send)
    wire.push("late")
    await expect(saves.save("Mistaken.")).rejects.toThrow()
    await saves.save("Corrected.")
    expect(arrive()).toMatchObject([{ outcome: "clash" }])
    expect(kept.text).toBe("Corrected.")
    expect(await saves.save("Corrected. More.")).toEqual({ outcome: "kept", version: 2 })
  })

  test("stop at another tab's text until the person has seen it", async () => {
    const { kept, send } = server()
    const [here, there] = [mergeSaves(0, send), mergeSaves(0, send)]
    await there.save("There.")
    const clash = await here.save("Here.")
    expect(clash).toEqual({ outcome: "clash", version: 1, text: "There." })
    expect(await here.save("Here. More.")).toEqual(clash)
    expect(kept.text).toBe("There.")
    if (clash?.outcome !== "clash") throw new Error("No clash")
    here.goOnFrom(clash)
    expect(await here.save("Here. More.")).toEqual({ outcome: "kept", version: 2 })
    expect(await there.save("There. More.")).toMatchObject({
      outcome: "clash",
      text: "Here. More.",
    })
  })

  test("stop at another tab's text also where one of theirs is unanswered", async () => {
    const { wire, send } = server()
    const [here, there] = [mergeSaves(0, send), mergeSaves(0, send)]
    wire.push("late")
    await expect(here.save("Here.")).rejects.toThrow()
    await there.save("There.")
    expect(await here.save("Here. More.")).toMatchObject({ outcome: "clash", text: "There." })
  })
})
