/** Built-in methods the check is made of; a call is one step, or as many as the list is long. */
const METHODS: [prototype: object, names: string[]][] = [
  [RegExp.prototype, ["exec", "test"]],
  [String.prototype, ["charAt", "charCodeAt", "slice", "startsWith", "lastIndexOf"]],
  [Set.prototype, ["has"]],
  [Map.prototype, ["get"]],
  [
    Array.prototype,
    [
      "push",
      "slice",
      "splice",
      "some",
      "every",
      "find",
      "filter",
      "map",
      "flatMap",
      "includes",
      "join",
    ],
  ],
]

/** How many steps a run takes: the same on every machine, however busy, unlike its time. */
export function stepsOf(run: () => unknown): number {
  let steps = 0
  const before: (() => void)[] = []
  for (const [prototype, names] of METHODS) {
    for (const name of names) {
      const own = Object.getOwnPropertyDescriptor(prototype, name)
      if (typeof own?.value !== "function") throw new Error(`no method ${name}`)
      const method = own.value
      const costsItsResult = name === "slice" || name === "splice"
      const perItem = prototype === Array.prototype && name !== "push" && !costsItsResult
      Object.defineProperty(prototype, name, {
        ...own,
        value(this: { length: number }, ...parts: unknown[]) {
          const answer = Reflect.apply(method, this, parts)
          steps += 1
          if (perItem) steps += this.length
          if (costsItsResult) steps += (answer as { length: number }).length
          return answer
        },
      })
      before.push(() => Object.defineProperty(prototype, name, own))
    }
  }
  try {
    run()
  } finally {
    for (const restore of before) restore()
  }
  return steps
}
