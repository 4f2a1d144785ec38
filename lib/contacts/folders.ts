import "server-only"
import type { FieldDefinition } from "#lib/ghl/types.ts"
import type { FieldView, FolderView } from "./record-types.ts"

const HINT_FIELDS = 3
const HINT_NAME_LENGTH = 32

/**
 * Fields by the folder they have in GHL. The token cannot read the folders' names, so each is
 * numbered in GHL's order and described by its first fields: nothing is guessed, and the number
 * depends on the definitions alone, not on the contact. Fields without a folder come after, then
 * values whose definition is gone. Without any definitions (null), one group holds all values.
 */
export function folders(definitions: FieldDefinition[] | null, views: FieldView[]): FolderView[] {
  if (definitions === null) return [unnamed(views)]
  const byId = new Map(views.map((view) => [view.id, view]))
  const groups = new Map<string | null, FieldDefinition[]>()
  for (const definition of definitions) {
    const group = groups.get(definition.folderId)
    if (group) group.push(definition)
    else groups.set(definition.folderId, [definition])
  }
  const shown: FolderView[] = []
  const numbered = [...groups.entries()].filter(([folderId]) => folderId !== null)
  numbered.forEach(([folderId, group], index) => {
    shown.push(folder(`f-${folderId}`, `Folder ${index + 1}`, inOrder(group), byId))
  })
  const loose = groups.get(null)
  if (loose) shown.push(folder("no-folder", "Without a folder", inOrder(loose), byId))
  const defined = new Set(definitions.map(({ id }) => id))
  const orphans = views.filter(({ id }) => !defined.has(id))
  if (orphans.length > 0) {
    shown.push({
      id: "no-definition",
      title: "Not defined any more",
      hint: "values of fields that were deleted in GoHighLevel",
      fields: orphans,
      filled: orphans.filter(({ value }) => value !== null).length,
    })
  }
  return shown
}

function unnamed(views: FieldView[]): FolderView {
  const filled = views.filter(({ value }) => value !== null).length
  return { id: "no-names", title: "All values", hint: "without their names", fields: views, filled }
}

function inOrder(group: FieldDefinition[]): FieldDefinition[] {
  return group.toSorted((a, b) => a.position - b.position)
}

function folder(
  id: string,
  title: string,
  group: FieldDefinition[],
  byId: Map<string, FieldView>,
): FolderView {
  const fields = group.flatMap((definition) => byId.get(definition.id) ?? [])
  return { id, title, hint: hint(group), fields, filled: fields.filter((f) => f.value).length }
}

function hint(group: FieldDefinition[]): string {
  const names = group.slice(0, HINT_FIELDS).map(({ name }) => shorten(name.trim()))
  const more = group.length - names.length
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ")
}

function shorten(name: string): string {
  const letters = [...name]
  return letters.length > HINT_NAME_LENGTH
    ? `${letters
        .slice(0, HINT_NAME_LENGTH - 1)
        .join("")
        .trimEnd()}…`
    : name
}
