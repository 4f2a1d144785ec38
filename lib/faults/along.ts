import type { Asked } from "#lib/changes/await-points.ts"
import { limited } from "./at-once.ts"
import type { Desk } from "./desk.ts"
import type { Story } from "./drive.ts"
import { isAct, isFollow, type Path } from "./paths.ts"
import type { PointsFolder, Target } from "./points-folder.ts"
import { until } from "./scale.ts"
import { act, follow, untilOver } from "./what-follows.ts"

/** Approvals under way at once: each must be answered before its change begins to run. */
const DRIVEN_AT_ONCE = 4

/** Drives a case along a path; `decided` hears of its change before that begins to run. */
export type DriveOne = (
  desk: Desk,
  path: Path,
  decided: (changeId: string) => void,
) => Promise<Story>

/** Drives cases along paths, at a desk one of whose processes is watched and alone takes up changes. */
export class Along {
  readonly #desk: Desk
  readonly #folder: PointsFolder
  readonly #driveOne: DriveOne
  readonly #approving = limited(DRIVEN_AT_ONCE)

  constructor(desk: Desk, folder: PointsFolder, driveOne: DriveOne) {
    this.#desk = desk
    this.#folder = folder
    this.#driveOne = driveOne
  }

  /**
   * Drives a case whose change shall stand at `target`, or the change that follows it; that one's id.
   * Throws where it cannot be driven so, or none follows within `patienceMs`.
   */
  async drive(path: Path, target: Target | null, patienceMs: number): Promise<string> {
    const { after, trouble } = path
    if (after === "put back") return this.#untilPutBack(path, target, patienceMs)
    if (!isFollow(after)) return this.#alone(path, target)
    const story = await this.#approve(path, () => {})
    await untilOver(this.#desk, story.changeIds.at(-1) ?? "none")
    const followerId = await this.#approving(() => follow(this.#desk, story, after))
    // It is held for a second: time enough.
    this.#give(followerId, target, trouble)
    return followerId
  }

  #approve(path: Path, decided: (changeId: string) => void): Promise<Story> {
    return this.#approving(() => this.#driveOne(this.#desk, path, decided))
  }

  #give(changeId: string, target: Target | null, trouble: Asked["trouble"]): void {
    if (target || trouble) this.#folder.ask(changeId, target, trouble)
  }

  async #alone(path: Path, target: Target | null): Promise<string> {
    const { after, trouble } = path
    const story = await this.#approve(path, (id) => this.#give(id, target, trouble))
    const changeId = story.changeIds.at(-1)
    if (!changeId || !story.draftId) throw new Error(`${story.plan.id} was not approved`)
    // When it is to stand earlier, it will not come to that.
    const comesToIt = target === null || target.run > 1
    // The app may be killed meanwhile: the point was not reached then, and that is told.
    if (isAct(after) && comesToIt) void act(this.#desk, story, after).catch(() => false)
    return changeId
  }

  /** The change that puts a note back is held by nobody: what it is to do is asked before it is there. */
  async #untilPutBack(path: Path, target: Target | null, patienceMs: number): Promise<string> {
    const story = await this.#approve(path, (id) => this.#folder.ask(id, null, null))
    const { contactId } = story.plan
    this.#folder.askNext(contactId, target)
    return until("a change that puts the note back", patienceMs, () =>
      this.#folder.nextOf(contactId),
    )
  }
}
