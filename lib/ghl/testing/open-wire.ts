import { onTestFinished } from "vitest"
import { startWire, type Wire } from "./wire.ts"

/** A wire as `startWire` makes it, for the test that runs: it is closed when that ends. */
export async function openWire(...args: Parameters<typeof startWire>): Promise<Wire> {
  const wire = await startWire(...args)
  onTestFinished(() => wire.close())
  return wire
}
