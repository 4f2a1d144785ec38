import { afterAll, expect, it } from "vitest"
import { checksOf } from "./check.ts"
import type { Declared } from "./declared.ts"
import { type Exception, exceptions } from "./exceptions.ts"
import { addressOf, type Operation, operations } from "./operations.ts"
import { otherBodies } from "./other-bodies.ts"
import type { Specification } from "./specification.ts"
import { openStage } from "./stage.ts"
import { acceptedByKind, fieldsByKind, undeclaredFields } from "./stage-fields.ts"
import { statusExceptions } from "./status-exceptions.ts"
import type { Mode } from "./strict-schema.ts"
import { describeWithFiles } from "./with-files.ts"

const stage = await openStage()
afterAll(() => stage.close())

/** Something sent or answered, with what it is held against. */
type Sample = { schema: Declared; mode: Mode; value: unknown }

/** The exceptions without one property of one schema. */
function without(exception: Exception, schema: string, property: string): Exception[] {
  return exceptions.flatMap((one): Exception[] => {
    if (one !== exception) return [one]
    const others = { ...one, schemas: one.schemas.filter((name) => name !== schema) }
    return [others, { ...lacking(one, property), schemas: [schema] }]
  })
}

function lacking(one: Exception, property: string): Exception {
  switch (one.kind) {
    case "sent too":
    case "another type":
    case "accepted too": {
      const { [property]: _left, ...properties } = one.properties
      return { ...one, properties }
    }
    case "only for some":
      return { ...one, properties: one.properties.filter((name) => name !== property) }
    default:
      return { ...one, properties: one.properties.filter((name) => name !== property) }
  }
}

/** Every property of every schema of an exception. */
function listed({ schemas, properties }: Exception): { schema: string; property: string }[] {
  const names = Array.isArray(properties) ? properties : Object.keys(properties)
  return schemas.flatMap((schema) => names.map((property) => ({ schema, property })))
}

/** In which modes an exception of a kind says anything. */
function speaksIn(kind: Exception["kind"], mode: Mode): boolean {
  if (kind.startsWith("accepted")) return mode === "request"
  if (kind.endsWith("when empty")) return mode === "answer" || mode === "written"
  if (kind === "as it was put") return mode === "written"
  return true
}

describeWithFiles("an exception", (specification) => {
  const samples = everything(specification)

  it("is admitted by what was sent and answered", async () => {
    const checkOf = checksOf(specification)
    for (const { schema, mode, value } of await samples) {
      expect([schema, mode, checkOf(schema, mode)(value)]).toEqual([schema, mode, null])
    }
  })

  it.each(exceptions)(
    "is needed by something that was sent or answered: $kind, $why",
    async (exception) => {
      const telling = (await samples).filter(({ mode }) => speaksIn(exception.kind, mode))
      const dead = listed(exception).filter(({ schema, property }) => {
        const checkOf = checksOf(specification, without(exception, schema, property))
        return telling
          .filter((one) => reached(specification, one.schema).has(schema))
          .every((one) => checkOf(one.schema, one.mode)(one.value) === null)
      })
      expect(dead).toEqual([])
    },
  )

  it.each(statusExceptions)(
    "for status $status stands for an answer",
    ({ status, operations: of }) => {
      const undeclared = operations.filter(
        (one) => !specification.operation(one.document, one.id).answers.get(status),
      )
      const answered = undeclared
        .filter((one) => statusesOf(one).includes(status))
        .map(({ id }) => id)
      if (of === "any") expect(answered.length).toBeGreaterThan(0)
      else expect(answered).toEqual(expect.arrayContaining(of))
    },
  )
})

/** Statuses of refusals that the proof of refusals asks of an operation. */
function statusesOf(operation: Operation): number[] {
  const refused = operation.refused?.(stage) ?? []
  return [
    401,
    422,
    429,
    ...Object.values(operation.unknown),
    ...refused.map(({ status }) => status),
  ]
}

const reach = new Map<string, Set<string>>()

/** Names of all schemas that one leads to. */
function reached(specification: Specification, schema: Declared): Set<string> {
  const key = JSON.stringify(schema)
  const known = reach.get(key)
  if (known) return known
  const names = new Set<string>()
  const visit = (one: Declared): void => {
    if (one.$ref && !names.has(one.$ref)) {
      names.add(one.$ref)
      visit(specification.schema(one.$ref))
    }
    const added = exceptions.filter(({ schemas }) => one.$ref && schemas.includes(one.$ref))
    const own = added.flatMap(({ properties }) =>
      Array.isArray(properties) ? [] : Object.values(properties),
    )
    for (const inner of [...Object.values(one.properties ?? {}), ...(one.anyOf ?? []), ...own]) {
      visit(inner)
    }
    if (one.items) visit(one.items)
  }
  visit(schema)
  reach.set(key, names)
  return names
}

/** All that the suite sends and is answered, once each. */
async function everything(specification: Specification): Promise<Sample[]> {
  const samples: Sample[] = []
  const checkOf = checksOf(specification)
  const refusal = (operation: Operation, status: number, value: unknown) => {
    const { answers } = specification.operation(operation.document, operation.id)
    const exception = statusExceptions.find(
      (one) =>
        one.status === status &&
        (one.operations === "any" || one.operations.includes(operation.id)),
    )
    const schema = answers.get(status) ?? (exception && { $ref: exception.schema })
    if (schema) samples.push({ schema, mode: "filled", value })
  }
  for (const operation of operations) {
    await stage.reset()
    const { method, path, status } = operation
    const { request: body, answers } = specification.operation(operation.document, operation.id)
    const whole = operation.request(stage)
    for (const request of [whole, ...(operation.accepted?.(stage) ?? [])]) {
      if (body) samples.push({ schema: body, mode: "request", value: request.body })
    }
    const success = answers.get(status)
    // Each other body that is declared, by which an answer may show what it would not by itself.
    const { right } = body
      ? otherBodies(specification, body, whole.body ?? {}, checkOf)
      : { right: [] }
    for (const { body: other } of success ? right : []) {
      const reply = await stage.send(method, addressOf(path, whole), other)
      if (success && reply.status === status) {
        samples.push({ schema: success, mode: "written", value: reply.json })
      }
    }
    await stage.reset()
    // What it is about has another id each time.
    const anew = operation.request(stage)
    const address = addressOf(path, anew)
    const { json } = await stage.send(method, address, anew.body)
    if (success) samples.push({ schema: success, mode: "filled", value: json })
    const refused = [await stage.send(method, address, anew.body, { authorization: null })]
    if (body) refused.push(await stage.send(method, address, []))
    for (const reply of refused) refusal(operation, reply.status, reply.json)
    for (const name of Object.keys(operation.unknown)) {
      const params = { ...anew.params, [name]: "nobody" }
      const reply = await stage.send(method, addressOf(path, { ...anew, params }), anew.body)
      refusal(operation, reply.status, reply.json)
    }
  }
  for (const [kind, field] of Object.entries(fieldsByKind)) {
    samples.push({ schema: { $ref: kind }, mode: "request", value: field })
  }
  for (const { kind, field } of acceptedByKind.flat()) {
    samples.push({ schema: { $ref: kind }, mode: "request", value: field })
  }
  for (const field of undeclaredFields) {
    samples.push({ schema: { $ref: "contacts.TextField" }, mode: "request", value: field })
  }
  await stage.reset()
  return [...(await everybody(specification)), ...samples]
}

/** The answers about everybody, and both ends of the list. */
async function everybody(specification: Specification): Promise<Sample[]> {
  const samples: Sample[] = []
  const add = async (id: string, address: string) => {
    const schema = specification.operation("contacts", id).answers.get(200)
    const { json } = await stage.send("GET", address)
    if (schema) samples.push({ schema, mode: "answer", value: json })
  }
  for (const contactId of new Set([...stage.bare, ...stage.everybody])) {
    await add("get-contact", `/contacts/${contactId}`)
    await add("get-all-notes", `/contacts/${contactId}/notes`)
    await add("get-all-tasks", `/contacts/${contactId}/tasks`)
  }
  for (const lastPageMeta of ["null", "absent"] as const) {
    await stage.control.settings({ lastPageMeta })
    await add("get-contacts", `/contacts/?locationId=${stage.locationId}&limit=100`)
  }
  return samples
}
