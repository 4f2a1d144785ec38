import { normaliseText } from "#lib/changes/normalise.ts"
import type { Effect, JournalEntry, StoredValue } from "#lib/sandbox/types.ts"

/** What a request moved in a contact, in the terms of a change's steps. */
type Move =
  | { kind: "set-field"; before: string; after: string }
  /** A field other than call_notes. */
  | { kind: "other-field"; name: string }
  | { kind: "add-tag" | "remove-tag"; tag: string }
  | { kind: "create-note" | "edit-note" | "delete-note"; noteId: string }

export type Moved = Move & {
  entry: JournalEntry
  /** Instant of the effect, ms. */
  at: number
  ours: boolean
}

const CALL_NOTES = "contact.call_notes"
const text = (value: StoredValue | null | undefined) =>
  normaliseText(typeof value === "string" ? value : "")

function movesOf(effect: Effect): Move[] {
  switch (effect.kind) {
    case "note-created":
      return [{ kind: "create-note", noteId: effect.noteId }]
    case "note-updated":
      return [{ kind: "edit-note", noteId: effect.noteId }]
    case "note-deleted":
      return [{ kind: "delete-note", noteId: effect.noteId }]
    case "tags":
      return [
        ...effect.after
          .filter((tag) => !effect.before.includes(tag))
          .map((tag) => ({ kind: "add-tag", tag }) as const),
        ...effect.before
          .filter((tag) => !effect.after.includes(tag))
          .map((tag) => ({ kind: "remove-tag", tag }) as const),
      ]
    case "fields":
      return Object.keys(effect.after).map((name) =>
        name === CALL_NOTES
          ? {
              kind: "set-field",
              before: text(effect.before[name]),
              after: text(effect.after[name]),
            }
          : { kind: "other-field", name },
      )
    // No change of the runs is about a task.
    case "task-created":
    case "task-updated":
    case "task-deleted":
    case "contact-deleted":
      return []
  }
}

/** What the sandbox's journal tells of one contact. */
export type ContactRecord = {
  contactId: string
  entries: JournalEntry[]
  /** In the order in which they took effect. */
  moved: Moved[]
}

const contactOf = (path: string) => /^\/(?:__sandbox\/)?contacts\/([\w-]+)/.exec(path)?.[1] ?? null

/** The journal, contact by contact. */
export function recordsOf(journal: JournalEntry[]): Map<string, ContactRecord> {
  const records = new Map<string, ContactRecord>()
  for (const entry of journal) {
    const contactId = contactOf(entry.path)
    if (!contactId) continue
    const record = records.get(contactId) ?? { contactId, entries: [], moved: [] }
    records.set(contactId, record)
    record.entries.push(entry)
    const at = Date.parse(entry.effectAt ?? entry.time)
    const ours = entry.actor === "app"
    for (const effect of entry.effects) {
      for (const move of movesOf(effect)) record.moved.push({ ...move, entry, at, ours })
    }
  }
  for (const { moved } of records.values()) {
    moved.sort((one, other) => one.at - other.at || one.entry.n - other.entry.n)
  }
  return records
}

const isNotes = (path: string) => path.split("?")[0]?.endsWith("/notes") ?? false

/** The last read of ours that a write of ours can rest on; null when there is none. */
export function readBefore(record: ContactRecord, write: JournalEntry): JournalEntry | null {
  const notes = isNotes(write.path)
  return (
    record.entries.findLast(
      (entry) =>
        entry.n < write.n &&
        entry.actor === "app" &&
        entry.method === "GET" &&
        entry.asOf !== null &&
        entry.status === 200 &&
        isNotes(entry.path) === notes,
    ) ?? null
  )
}
