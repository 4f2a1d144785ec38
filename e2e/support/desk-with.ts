import { Desk, type DeskOptions } from "./app.ts"
import { test } from "./test.ts"

/** Tests of an app with these variables. */
export const testWith = (env: Record<string, string>, options?: DeskOptions) =>
  test.extend<object, { desk: Desk }>({
    desk: [
      async ({}, use) => {
        const desk = await Desk.open(env, options)
        await use(desk)
        await desk.close()
      },
      { scope: "worker", timeout: 180_000 },
    ],
  })
