import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import type { Told } from "./over-http.ts"
import type { Order } from "./sharing-process.ts"

/** Processes on one budget, which all know nothing yet and wait for their order. */
export async function sharingProcesses(count: number) {
  const children = await Promise.all(
    Array.from({ length: count }, async () => {
      const execArgv = ["--conditions=react-server"]
      const child = fork("lib/bench/sharing-process.ts", { execArgv })
      await message(child)
      return child
    }),
  )
  return {
    /** `demand`: of each. */
    ask: (order: Order): Promise<Told[]> =>
      Promise.all(
        children.map(async (child) => {
          child.send(order)
          return (await message(child)) as Told
        }),
      ),
  }
}

async function message(child: ChildProcess): Promise<unknown> {
  const gone = once(child, "exit").then(() => {
    throw new Error("A process of the benchmark ended early")
  })
  const [told] = await Promise.race([once(child, "message"), gone])
  return told
}
