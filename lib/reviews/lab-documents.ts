import { KEY_FIELDS } from "#lib/contacts/key-fields.ts"
import type { Contact, DocumentRef, FieldDefinition } from "#lib/ghl/types.ts"
import type { DateOrder } from "./evidence/types.ts"

/** A file of a client that a text can be held against. */
export type LabDocument = {
  documentId: string
  fileName: string
  /** Null while the fields' names are not known. */
  fieldName: string | null
}

/** Words in the name of a file or its field that tell of a lab report. */
const LAB = /(?<!\p{L})(labs?|laboratory|blood ?work|blood|results?|panel|biomarkers?)(?!\p{L})/iu

type Kind = "pdf" | "picture" | "unknown" | "other"

function kindOf({ mimeType, fileName }: DocumentRef): Kind {
  if (mimeType === "application/pdf" || /\.pdf$/i.test(fileName)) return "pdf"
  if (mimeType?.startsWith("image/") || /\.(png|jpe?g|heic|webp|gif|tiff?)$/i.test(fileName)) {
    return "picture"
  }
  // A bare address tells neither name nor type.
  return mimeType === null && !/\.\w{2,5}$/.test(fileName) ? "unknown" : "other"
}

/** What is taken first: a lab PDF, then what may be one, then a picture of one, then any other PDF. */
const RANKS: readonly Kind[] = ["pdf", "unknown", "picture"]

function rankOf(document: DocumentRef, definition: FieldDefinition | undefined): number | null {
  if (definition?.dataType === "SIGNATURE") return null
  const kind = kindOf(document)
  const isLab =
    definition?.key === KEY_FIELDS.bloodworkDocument ||
    LAB.test(definition?.name ?? "") ||
    LAB.test(document.fileName)
  if (!isLab) return kind === "pdf" ? RANKS.length : null
  return kind === "other" ? null : RANKS.indexOf(kind)
}

/** The day in a file's name, `YYYY-MM-DD`; null where there is none. */
function dayIn(fileName: string, order: DateOrder): string | null {
  const yearFirst = fileName.match(/(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)/)
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3])
  const yearLast = fileName.match(/(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](20\d\d)(?!\d)/)
  if (!yearLast) return null
  const [, first, second, year] = yearLast
  return order === "month-first" ? dayOf(year, first, second) : dayOf(year, second, first)
}

function dayOf(year?: string, month?: string, day?: string): string | null {
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  return isDay ? [year, month?.padStart(2, "0"), day?.padStart(2, "0")].join("-") : null
}

/**
 * Files of a client that a text can be held against: the one that is taken unless a person chooses
 * another comes first. GHL keeps no date of a file. So the newer of two has the later day in its name
 * where each has one, and stands further down among the client's files otherwise, as it was added later.
 */
export function labDocuments(
  contact: Pick<Contact, "fields">,
  definitions: readonly FieldDefinition[],
  order: DateOrder,
): LabDocument[] {
  const found = contact.fields.flatMap(({ fieldId, value }) => {
    if (value.kind !== "documents") return []
    const definition = definitions.find(({ id }) => id === fieldId)
    return value.documents.flatMap((document) => {
      const rank = rankOf(document, definition)
      const { documentId, fileName } = document
      return rank === null
        ? []
        : [{ rank, document: { documentId, fileName, fieldName: definition?.name ?? null } }]
    })
  })
  const ranked = [...RANKS.keys(), RANKS.length].flatMap((rank) =>
    newestFirst(
      found.filter((one) => one.rank === rank).map(({ document }) => document),
      order,
    ),
  )
  const seen = new Set<string>()
  return ranked.filter(({ documentId }) => !seen.has(documentId) && seen.add(documentId))
}

function newestFirst(documents: LabDocument[], order: DateOrder): LabDocument[] {
  const dated = documents
    .map((document) => ({ document, day: dayIn(document.fileName, order) ?? "" }))
    .reverse()
  if (dated.every(({ day }) => day !== "")) dated.sort((a, b) => b.day.localeCompare(a.day))
  return dated.map(({ document }) => document)
}
