import { readFileSync } from "node:fs"
import { join } from "node:path"
import { inventory, sandboxAnswer } from "../inventory/inventory.ts"
import { type Declared, declared } from "./declared.ts"
import { exceptions } from "./exceptions.ts"
import { refusedBodies } from "./refused-bodies.ts"
import { statusExceptions } from "./status-exceptions.ts"

const PAGE = join(import.meta.dirname, "../../../docs/upstream.md")

/** Everything on the page that is no code. */
export function prose(): string {
  return readFileSync(PAGE, "utf8")
    .replace(/```.*?```/gs, "")
    .replace(/`[^`]*`/g, "")
}

/** The numbered list under "References". */
export function references(): { number: number; address: string }[] {
  return [...sectionOf("References").matchAll(/^(\d+)\. .*: (\S+)$/gm)].map(
    ([, number = "", address = ""]) => ({ number: Number(number), address }),
  )
}

/** The part of docs/upstream.md under this heading, up to the next one. Throws when there is none. */
function sectionOf(heading: string): string {
  const [, found] = readFileSync(PAGE, "utf8").split(new RegExp(`^#+ ${heading}$`, "m"))
  if (found === undefined) throw new Error(`docs/upstream.md has no heading "${heading}"`)
  return found.split(/^#+ /m)[0] ?? ""
}

/** The rows of the table under this heading, without its head. Text only: marks of code are left out. */
export function tableUnder(heading: string): string[][] {
  const rows = sectionOf(heading)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  )
}

/** The schema that stands as JSON under this heading. */
export function schemaUnder(heading: string): Declared {
  const text = sectionOf(heading).match(/```json\n(.*?)```/s)?.[1]
  if (text === undefined) throw new Error(`docs/upstream.md has no JSON under "${heading}"`)
  return declared.parse(JSON.parse(text))
}

/** The exceptions as rows of the page's table. */
export function exceptionRows(): string[][] {
  return exceptions.map((one) => {
    const names = Array.isArray(one.properties) ? one.properties : Object.keys(one.properties)
    const kind =
      one.kind === "only for some"
        ? `only when ${one.when.property} is ${one.when.is.join(", ")}`
        : one.kind
    return [one.called ?? one.schemas.join(", "), names.join(", "), kind, one.why, one.source]
  })
}

/** The undeclared statuses as rows of the page's table. */
export function statusRows(): string[][] {
  return statusExceptions.map(({ status, operations, why, source }) => [
    String(status),
    operations === "any" ? "any" : operations.join(", "),
    why,
    source,
  ])
}

/** The refused bodies as rows of the page's table. */
export function refusedRows(): string[][] {
  return refusedBodies.map(({ operation, called, status, why, source }) => [
    operation,
    called,
    String(status),
    why,
    source,
  ])
}

/** The inventory of operations as rows of the page's table. */
export function inventoryRows(): string[][] {
  return inventory.map((one) => [
    one.id,
    `${one.method} ${one.path}`,
    one.scopes.join(", ") || "none named",
    one.use,
    one.why,
    one.use === "in" ? "answered" : String(sandboxAnswer(one)),
  ])
}
