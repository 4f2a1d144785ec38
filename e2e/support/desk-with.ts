import { Desk, type DeskOptions } from "./app.ts"
import { test } from "./test.ts"

/** Tests of an app with these variables. */
export const testWith = (
  env: Record<string, string>,
  { store = "any", proxied = false }: DeskOptions = {},
) =>
  test.extend<object, { desk: Desk }>({
    store: [store, { scope: "worker" }],
    desk: [
      async ({ store }, use) => {
        const desk = await Desk.open(env, { store, proxied })
        await use(desk)
        await desk.close()
      },
      { scope: "worker", timeout: 180_000 },
    ],
  })
