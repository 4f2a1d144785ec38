import type { FieldView, FolderView, ValueView } from "#lib/contacts/record-types.ts"
import { formatDay } from "#lib/day-text.ts"

/** Folders with only the fields that match; folders without any are left out. */
export function findFields(
  folders: FolderView[],
  wanted: { text: string; filledOnly: boolean },
): FolderView[] {
  const words = plain(wanted.text).split(/\s+/).filter(Boolean)
  return folders.flatMap((folder) => {
    const fields = folder.fields.filter((field) => {
      if (wanted.filledOnly && field.value === null) return false
      if (words.length === 0) return true
      const haystack = plain(`${field.name} ${field.key ?? ""} ${textOf(field.value)}`)
      return words.every((word) => haystack.includes(word))
    })
    return fields.length > 0 ? { ...folder, fields } : []
  })
}

/** How many fields stand in these folders. */
export function countFields(folders: FolderView[]): number {
  return folders.reduce((sum, folder) => sum + folder.fields.length, 0)
}

/** Lower-cased and without accents, so that "jose" finds "José". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}

function textOf(value: FieldView["value"]): string {
  return value === null ? "" : textByKind(value)
}

function textByKind(value: ValueView): string {
  switch (value.kind) {
    case "date":
      return `${value.day} ${formatDay(value.day)}`
    case "choices":
      return value.choices.join(" ")
    case "list":
      return value.entries.map((entry) => `${entry.label} ${entry.value}`).join(" ")
    case "documents":
      return value.documents.map(({ fileName }) => fileName).join(" ")
    default:
      return value.text
  }
}
