import { Refusal } from "../answers.ts"
import type { Route } from "../call.ts"
import { grantedOf, type Inventoried, inventory, sandboxAnswer } from "./inventory.ts"

/** What GHL's files have and the sandbox has not: the token and its scopes are checked all the same. */
export const absentRoutes: Route[] = inventory
  .filter(({ use }) => use === "out")
  .map((one) => ({
    method: one.method,
    path: one.path.replace(/\{(\w+)\}/g, ":$1"),
    scope: scopeOf(one),
    handle: () => {
      const name = `${one.id} (${one.method} ${one.path})`
      throw new Refusal(501, `The sandbox has no ${name}; docs/upstream.md says why.`)
    },
  }))

function scopeOf(one: Inventoried): Route["scope"] {
  if (sandboxAnswer(one) === 401) return "never-granted"
  return grantedOf(one.scopes) ?? "none-named"
}
