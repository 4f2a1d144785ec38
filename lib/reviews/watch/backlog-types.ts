/** A person's words about a text of the backlog, which whoever accepts it unopened would pass over. */
export type BacklogEdit = {
  by: string
  mine: boolean
  /** False for words that never stood in the draft: they are among its versions. */
  taken: boolean
}

/** A text that stood in GHL before anybody could approve it here. */
export type BacklogRow = {
  id: string
  contactId: string
  clientName: string | null
  /** As it was found. */
  text: string
  /** ISO instant. */
  foundAt: string
  /** Somebody else who reviews it now. */
  heldBy: string | null
  /** Who edited it since; null: nobody. An edited text is decided in its review. */
  edited: BacklogEdit | null
}

export type BacklogPage = {
  rows: BacklogRow[]
  /** Texts in the whole backlog. */
  total: number
  /** Those of them that this person may accept together. */
  acceptable: number
  /** Those of them that were edited. */
  edited: number
  /** When this was read, by the database's clock: "all" means what had been found until then. ISO. */
  asOf: string
  /** Where the next page begins; null on the last. */
  next: string | null
}

/** What to accept: the texts a person picked, or all that had been found when their page was read. */
export type Selection = { ids: string[] } | { until: string }

export type AcceptOutcome =
  /** `left`: texts that were decided, changed in GHL, were edited here, or are under review by somebody else. */
  | { outcome: "accepted"; accepted: number; left: number }
  /** Nothing was accepted. */
  | { outcome: "too-many"; limit: number }
