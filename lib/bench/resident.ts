import { readFileSync } from "node:fs"

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
