import { afterAll, beforeEach, expect, it } from "vitest"
import { checksOf } from "./check.ts"
import { addressOf, type Operation, operations } from "./operations.ts"
import { otherBodies } from "./other-bodies.ts"
import { refusedBodies } from "./refused-bodies.ts"
import { openStage } from "./stage.ts"
import { describeWithFiles } from "./with-files.ts"

const stage = await openStage()
afterAll(() => stage.close())

const withBody = operations.filter(({ request }) => request(stage).body !== undefined)

describeWithFiles("what the sandbox takes", (specification) => {
  beforeEach(() => stage.reset())

  const checkOf = checksOf(specification)

  /** Sends each other body that is declared; of those not taken, what differs and the status. */
  async function sendRight(operation: Operation) {
    const { document, id, method, path } = operation
    const declared = specification.operation(document, id)
    const { body, ...rest } = operation.request(stage)
    const success = declared.answers.get(operation.status)
    if (!declared.request || !body || !success) throw new Error(`${id} declares too little`)
    const check = checkOf(success, "written")
    const { right } = otherBodies(specification, declared.request, body, checkOf)
    const refused: { what: string; status: number; text: string }[] = []
    const flaws: string[] = []
    for (const { what, body: other } of right) {
      const reply = await stage.send(method, addressOf(path, rest), other)
      if (reply.status !== operation.status) {
        refused.push({ what, status: reply.status, text: reply.text })
        continue
      }
      const flaw = check(reply.json)
      if (flaw !== null) flaws.push(`${what}: ${flaw}`)
    }
    return { tried: right.length, refused, flaws }
  }

  it.each(withBody)("$title takes JSON that tells its charset", async (operation) => {
    for (const type of ["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"]) {
      await stage.reset()
      const { body, ...rest } = operation.request(stage)
      const sent = { "content-type": type }
      const reply = await stage.send(operation.method, addressOf(operation.path, rest), body, sent)
      expect([type, reply.status, reply.text]).toEqual([type, operation.status, reply.text])
    }
  })

  it.each(withBody)("$title takes whatever body is declared", async (operation) => {
    const { tried, refused, flaws } = await sendRight(operation)
    expect(tried).toBeGreaterThan(0)
    expect(flaws).toEqual([])
    const rows = refusedBodies.filter((row) => row.operation === operation.id)
    const unlisted = refused.filter(
      ({ what, status }) => !rows.some((row) => row.what.test(what) && row.status === status),
    )
    expect(unlisted).toEqual([])
    // A row that nothing needs any more says what is not so.
    for (const { what, why } of rows) {
      expect([why, refused.some((one) => what.test(one.what))]).toEqual([why, true])
    }
  })
})
