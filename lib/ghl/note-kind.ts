import "server-only"
import { isPage, type KnownKind, kindOfBody, type NoteKind } from "./note-body.ts"
import { isOwn, keptItsLines, provenBy, type SentBody, sentBody } from "./note-proof.ts"
import type { NoteProof } from "./note-proof-store.ts"
import type { RawNote } from "./note-schema.ts"

/** The newest notes of others that have a say, and of one contact at most. */
const VOTES = 9
const VOTES_OF_ONE = 3
/** Notes of ours that are known by their id. */
const REMEMBERED = 500

type Vote = { noteId: string; contactId: string; kind: NoteKind; at: string }

/** What one process knows of the form in which its account stores notes. */
export type NoteKindMemory = {
  /** A note as a read showed it. */
  learn(contactId: string, note: RawNote): void
  /** A note was made with this body: the next read of it may prove something. */
  made(noteId: string, body: string, kind: NoteKind): void
  /** A note was given a body of ours, and so tells of nobody else's form any more. */
  edited(noteId: string): void
  /** What another process has proven, or this one before it was restarted. */
  recalled(proof: NoteProof): void
  /** Null while nothing is proven. */
  proof(): NoteProof | null
  /** Whether a note of ours, sent as plain text, was read back as an account that keeps HTML had altered it. */
  isSpoilt(noteId: string): boolean
  /** Null while no note has told. */
  known(): KnownKind | null
  /** Whether neither a proof nor a note of others tells. */
  isUntold(): boolean
  /** Whether more notes of others could not change it. */
  isSettled(): boolean
}

const newestFirst = (one: Vote, other: Vote) => (one.at < other.at ? 1 : -1)

/**
 * Proof comes before a guess: a note of ours that was read back. Without one, most of the newest notes of
 * others that tell, of several contacts, say it; as many of each kind: the newest does. Where none of them
 * tells, one of ours that stands as HTML says that it was HTML before. `onProof` is told of each proof of a
 * note with a date; what is recalled is none.
 */
export function createNoteKindMemory(
  onProof: (proof: NoteProof) => void = () => {},
): NoteKindMemory {
  let votes: Vote[] = []
  let proof: NoteProof | null = null
  let oursAsHtml = false
  const ours = new Map<string, SentBody | null>()
  const spoilt = new Set<string>()

  function keepOurs(noteId: string, sent: SentBody | null): void {
    ours.delete(noteId)
    ours.set(noteId, sent)
    votes = votes.filter((vote) => vote.noteId !== noteId)
    spoilt.delete(noteId)
    for (const oldest of ours.keys()) {
      if (ours.size <= REMEMBERED) break
      ours.delete(oldest)
      spoilt.delete(oldest)
    }
  }

  function prove(kind: NoteKind, dated: string): void {
    const now = new Date().toISOString()
    // A date that is yet to come would outlive every later proof.
    const at = dated > now ? now : dated
    if (proof !== null && at < proof.at) return
    const isKnown = proof?.at === at && proof.kind === kind
    proof = { kind, at }
    if (!isKnown && at !== "") onProof(proof)
  }

  function vote(one: Vote): void {
    const ofOne = new Map<string, number>()
    votes = [...votes, one]
      .toSorted(newestFirst)
      .filter(({ contactId }) => {
        const before = ofOne.get(contactId) ?? 0
        ofOne.set(contactId, before + 1)
        return before < VOTES_OF_ONE
      })
      .slice(0, VOTES)
  }

  return {
    learn(contactId, { id: noteId, body, dateAdded }) {
      const sent = ours.get(noteId)
      if (sent) {
        const proven = provenBy(sent, body)
        if (proven === null) return
        prove(proven, dateAdded ?? new Date().toISOString())
        if (proven === "html" && sent.kind === "plain") spoilt.add(noteId)
        // What is changed about it later on is somebody else's doing.
        ours.set(noteId, null)
      }
      if (sent !== undefined) return
      const at = dateAdded ?? ""
      votes = votes.filter((known) => known.noteId !== noteId)
      if (isOwn(body)) {
        if (keptItsLines(body)) prove("plain", at)
        else if (isPage(body)) oursAsHtml = true
        return
      }
      const kind = kindOfBody(body)
      if (kind !== null) vote({ noteId, contactId, kind, at })
    },
    made: (noteId, body, kind) => keepOurs(noteId, sentBody(body, kind)),
    edited: (noteId) => keepOurs(noteId, null),
    recalled(kept) {
      if (proof === null || kept.at > proof.at) proof = kept
    },
    proof: () => proof,
    isSpoilt: (noteId) => spoilt.has(noteId),
    known() {
      if (proof !== null) return { kind: proof.kind, proven: true }
      const [newest] = votes
      if (newest === undefined) return oursAsHtml ? { kind: "html", proven: false } : null
      const html = votes.filter(({ kind }) => kind === "html").length
      if (html * 2 === votes.length) return { kind: newest.kind, proven: false }
      return { kind: html * 2 > votes.length ? "html" : "plain", proven: false }
    },
    isUntold: () => proof === null && votes.length === 0,
    isSettled: () => proof !== null || votes.length === VOTES,
  }
}
