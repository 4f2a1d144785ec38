import type { Ghl } from "../types.ts"

export type Asked = { verb: string; priority: unknown }

/** The client, noting the verbs asked of it and their priority. */
export function askedOf(ghl: Ghl, asked: Asked[]): Ghl {
  return new Proxy(ghl, {
    get(target, verb, receiver) {
      const value = Reflect.get(target, verb, receiver)
      if (typeof value !== "function") return value
      return (...args: unknown[]) => {
        const options = args.at(-1)
        const priority =
          options && typeof options === "object" && "priority" in options
            ? options.priority
            : undefined
        asked.push({ verb: String(verb), priority })
        return value.apply(target, args)
      }
    },
  })
}
