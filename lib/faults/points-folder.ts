import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Asked, type Course, FOLDERS } from "#lib/changes/await-points.ts"

/** A point in the life of a change: its place in a run, runs counted from 1, and what it waits for. */
export type Target = { run: number; point: number; name: string }

const FRESH_FOR_MS = 50

/** The folder in which one process and the proof talk about await points (lib/changes/await-points.ts). */
export class PointsFolder {
  readonly path: string
  /** What was read of the courses, by change, and from which files. */
  readonly #courses = new Map<string, Course[]>()
  readonly #read = new Set<string>()
  #readAt = 0

  constructor(path: string) {
    this.path = path
    this.clear()
  }

  /** Forgets all; no process may be using it. */
  clear(): void {
    rmSync(this.path, { recursive: true, force: true })
    this.#courses.clear()
    this.#read.clear()
    for (const name of FOLDERS) mkdirSync(join(this.path, name), { recursive: true })
  }

  /** Asks the process to stand with this change at a point, and to meet trouble on the way. Before the change runs. */
  ask(changeId: string, target: Target | null, trouble: Asked["trouble"]): void {
    this.#ask("asked", changeId, target, trouble)
  }

  /** Asks the same of the next change of a contact of which nothing else is asked. */
  askNext(contactId: string, target: Target | null): void {
    this.#ask("next", contactId, target, null)
  }

  /** The change that took over what was asked of a contact's next one; null: none has. */
  nextOf(contactId: string): string | null {
    const file = join(this.path, "became", contactId)
    return existsSync(file) ? readFileSync(file, "utf8") : null
  }

  #ask(folder: "asked" | "next", name: string, target: Target | null, trouble: Asked["trouble"]) {
    const asked: Asked = {
      target: target && { run: target.run, point: target.point, name: target.name },
      trouble,
    }
    writeFileSync(join(this.path, folder, name), JSON.stringify(asked))
  }

  /** Lets a change that stands go on. */
  release(changeId: string): void {
    writeFileSync(join(this.path, "go", changeId), "")
  }

  /** Whether a change stands at the point asked of it. */
  stands(changeId: string): boolean {
    return existsSync(join(this.path, "at", changeId))
  }

  /** The runs of a change that had it, in their order. */
  runsOf(changeId: string): Course[] {
    this.#readOn()
    return (this.#courses.get(changeId) ?? []).toSorted((one, other) => one.run - other.run)
  }

  #readOn(): void {
    // Many ask at the same time.
    if (performance.now() - this.#readAt < FRESH_FOR_MS) return
    this.#readAt = performance.now()
    const folder = join(this.path, "courses")
    for (const name of readdirSync(folder)) {
      if (!name.endsWith(".json") || this.#read.has(name)) continue
      this.#read.add(name)
      const course = JSON.parse(readFileSync(join(folder, name), "utf8")) as Course
      if (!course.claimed) continue
      this.#courses.set(course.changeId, [...(this.#courses.get(course.changeId) ?? []), course])
    }
  }
}
