import { z } from "zod"
import { contradictionKey } from "../reviews/decision/contradiction.ts"
import { type PersonAct, type PersonAction, REVIEWER_EMAIL } from "./acts.ts"
import {
  approveData,
  changeSteps,
  editAnswer,
  needsReason,
  shownContact,
  storedChange,
} from "./reviewer-answers.ts"
import { Session } from "./session.ts"

/** The version of a draft as it was received, before anybody edited it. */
const RECEIVED = 0

/** The clinic's day as a review page has it; where the page came cut just there, by the clock on the wall. */
const dayIn = (page: string): string =>
  /\btoday\\*":\\*"(\d{4}-\d{2}-\d{2})/.exec(page)?.[1] ??
  new Intl.DateTimeFormat("sv-SE", {
    timeZone: process.env.CLINIC_TIME_ZONE || "America/New_York",
  }).format()

/** What the reviewer types where the sources contradict a text. */
const REASON = "Compared with the report by hand."

/** How an act ended; `trouble`: not known, or not now. A person would look again, and try again. */
export type Approved =
  | { outcome: "approved"; changeId: string }
  | { outcome: "refused"; reason: string; message: string }
  | { outcome: "trouble"; why: string }

/** A coordinator who reviews drafts at the running app. */
export class Reviewer {
  readonly #session: Session
  /** What they did about changes, and whether it was answered. */
  readonly acts: PersonAct[] = []

  constructor(url: string, password: string) {
    this.#session = new Session(url, REVIEWER_EMAIL, password)
  }

  /**
   * Opens the review page, without which nothing can be approved, and claims the draft as the
   * page does. Answers the day that the page shows as the clinic's, and what it shows of the call notes as
   * written by others (null: GHL did not tell); null when it could not be shown.
   */
  async open(draftId: string): Promise<{ day: string; othersText: string | null } | null> {
    const path = `/reviews/${draftId}`
    const page = await this.#session.send("GET", path)
    const day = dayIn(await page.text())
    // As the page does by itself; it shows the draft also when this fails.
    const contact = await this.#session.send("GET", `/api${path}/contact?awaited=1`)
    const shown = shownContact.safeParse(await contact.json().catch(() => null)).data
    await this.#session.act("claimReview", path, { draftId, takeOver: false })
    return page.status === 200 ? { day, othersText: shown?.contact.othersText ?? null } : null
  }

  /**
   * Keeps corrected texts of a draft, as the page does while they are typed. Answers the version they make,
   * also where an earlier try had kept them, and any where the draft is decided; null where they could not be kept.
   */
  async correct(
    draftId: string,
    texts: { summary: string; analysis: string },
  ): Promise<number | null> {
    const { data } = await this.#session.act("saveReviewEdit", `/reviews/${draftId}`, {
      draftId,
      editVersion: RECEIVED,
      ...texts,
    })
    const answer = editAnswer.safeParse(data).data
    if (!answer) return null
    if (answer.outcome === "decided") return RECEIVED
    if (answer.outcome === "saved") return answer.editVersion
    const kept = answer.summary === texts.summary && answer.analysis === texts.analysis
    return kept ? answer.editVersion : null
  }

  /** Approves a draft; `sending` is called before each request that may do so. */
  async approve(
    input: {
      draftId: string
      editVersion: number
      seenCallNotes: string
      seenOthersText: string
      seenDay: string
      seenTurn: "only"
      keeping: "keep" | "replace"
    },
    sending: () => void,
  ): Promise<Approved> {
    let confirmed: string[] = []
    let contradictionsSeen: string[] = []
    for (let asked = 0; asked < 4; asked++) {
      sending()
      const answer = await this.#session.act("approveReview", `/reviews/${input.draftId}`, {
        ...input,
        withTags: true,
        confirmed,
        overrideReason: contradictionsSeen.length > 0 ? REASON : "",
        contradictionsSeen,
      })
      const data = approveData.safeParse(answer.data).data
      if (!data) {
        return { outcome: "trouble", why: answer.serverError?.title ?? JSON.stringify(answer) }
      }
      if (data.outcome === "needs-reason") {
        contradictionsSeen = data.contradictions.map(contradictionKey)
      } else if (data.outcome === "ask-again") confirmed = [...confirmed, ...data.questions]
      else {
        if (data.outcome === "approved") {
          this.acts.push({ action: "draft.approved", changeId: data.changeId, how: "done" })
        }
        return data
      }
    }
    return { outcome: "trouble", why: "It was asked again and again." }
  }

  tryAgain(changeId: string, draftId: string): Promise<boolean> {
    return this.#decide("change.resumed", "tryAgainAction", draftId, { changeId })
  }

  doneByHand(changeId: string, draftId: string): Promise<boolean> {
    return this.#decide("change.done-by-hand", "doneByHandAction", draftId, { changeId })
  }

  /** Decides a conflict; `seen` is the text of GHL's that is to be written over. */
  resolve(
    changeId: string,
    draftId: string,
    choice: { keep: "theirs" } | { keep: "ours"; seen: string },
  ): Promise<boolean> {
    const kept = choice.keep === "theirs" ? "change.conflict-kept" : "change.conflict-overwritten"
    return this.#decide(kept, "resolveConflictAction", draftId, { changeId, choice })
  }

  /** The conflict that a change rests in, as the three-way view shows it; null where it rests in none. */
  async conflictOf(changeId: string): Promise<{ stepId: string; wanted: string } | null> {
    const answer = await this.#session.send("GET", `/api/changes/${changeId}`)
    const steps = changeSteps.safeParse(await answer.json()).data?.steps ?? []
    return (
      steps.flatMap(({ id, conflict }) =>
        conflict ? [{ stepId: id, wanted: conflict.wanted }] : [],
      )[0] ?? null
    )
  }

  /** Writes a merged text in place of a conflict; the id of the change that does so, null where it was refused. */
  async putTogether(
    changeId: string,
    draftId: string,
    merged: { stepId: string; seen: string; text: string },
  ): Promise<string | null> {
    let over = {}
    const told = this.#begin("change.conflict-merged", changeId)
    for (let asked = 0; asked < 2; asked++) {
      const input = { changeId, ...merged, ...over }
      const { data } = await this.#session.act("carryOnAction", `/reviews/${draftId}`, input)
      const wanted = needsReason.safeParse(data).data
      if (!wanted) return this.#stored(told, data)
      over = { reason: REASON, contradictionsSeen: wanted.contradictions.map(contradictionKey) }
    }
    return null
  }

  cancel(changeId: string, draftId: string): Promise<boolean> {
    return this.#decide("change.cancelled", "cancelChangeAction", draftId, { changeId })
  }

  /** Takes a finished change back; the id of the change that does so, null where it was refused. */
  async undo(changeId: string, draftId: string): Promise<string | null> {
    const told = this.#begin("change.undone", changeId)
    const { data } = await this.#session.act("undoChangeAction", `/reviews/${draftId}`, {
      changeId,
    })
    return this.#stored(told, data)
  }

  /** The change that takes back one which this reviewer asked to be taken back; null where none does. */
  async undoOf(changeId: string): Promise<string | null> {
    const asked = this.acts.some(
      (told) => told.action === "change.undone" && told.changeId === changeId,
    )
    if (!asked) return null
    const answer = await this.#session.send("GET", `/api/changes/${changeId}`)
    const view = z.object({ undo: z.object({ changeId: z.string() }).nullable() })
    return view.safeParse(await answer.json()).data?.undo?.changeId ?? null
  }

  /** Status and message of a change, as the screen polls them. Null when there is none, or no answer. */
  async view(changeId: string): Promise<{ status: string; message: string } | null> {
    const answer = await this.#session.send("GET", `/api/changes/${changeId}`)
    if (answer.status !== 200) return null
    const view = z.object({ status: z.string(), message: z.string() })
    return view.safeParse(await answer.json()).data ?? null
  }

  /** Notes an act before it is sent: its answer may get lost. */
  #begin(action: PersonAction, changeId: string): PersonAct {
    const told: PersonAct = { action, changeId, how: "asked" }
    this.acts.push(told)
    return told
  }

  /** Does an act on a change by the server action `name`; false where it was refused, or not answered. */
  async #decide(
    action: PersonAction,
    name: string,
    draftId: string,
    input: { changeId: string; choice?: object },
  ): Promise<boolean> {
    const told = this.#begin(action, input.changeId)
    const { data } = await this.#session.act(name, `/reviews/${draftId}`, input)
    const answer = z.object({ ok: z.boolean() }).safeParse(data).data
    if (answer) told.how = answer.ok ? "done" : "refused"
    return answer?.ok ?? false
  }

  #stored(told: PersonAct, data: unknown): string | null {
    const changeId = storedChange.safeParse(data).data?.changeId ?? null
    if (data !== undefined) told.how = changeId ? "done" : "refused"
    return changeId
  }
}
