import { readFileSync } from "node:fs"

/** Clock ticks a second, in which Linux tells times. */
const TICKS = 100

/** How long a process has worked in all, on any processor, in ms; null where the system does not tell. */
export function workedMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name before it may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS
  } catch {
    return null
  }
}

/** Most memory a process ever held, and what it holds now, in bytes; null where the system does not tell. */
export function resident(pid: number): { peak: number; now: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8")
    const kilobytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1])
    return { peak: kilobytes("VmHWM") * 1_024, now: kilobytes("VmRSS") * 1_024 }
  } catch {
    return null
  }
}
