import { readFileSync } from "node:fs"

/**
 * Loaded into a process before all else (`--import`), shifts its wall clock by the milliseconds in the
 * file CLOCK_FILE, whenever that changes. The steady clock goes on as it is, as on a machine whose clock
 * is set. PGlite takes its time from here as well.
 */
const file = process.env.CLOCK_FILE ?? ""
const RealDate = Date
let shiftMs = 0

const read = () => {
  try {
    shiftMs = Number(readFileSync(file, "utf8")) || 0
  } catch {
    shiftMs = 0
  }
}
read()
setInterval(read, 50).unref()

const now = () => RealDate.now() + shiftMs

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], self),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
})
