import { Desk } from "./app.ts"
import { test } from "./test.ts"

/** Tests of an app with these variables; `proxied`: with a proxy before its sandbox. */
export const testWith = (env: Record<string, string>, proxied = false) =>
  test.extend<object, { desk: Desk }>({
    desk: [
      async ({}, use) => {
        const desk = await Desk.open(env, proxied)
        await use(desk)
        await desk.close()
      },
      { scope: "worker", timeout: 180_000 },
    ],
  })
