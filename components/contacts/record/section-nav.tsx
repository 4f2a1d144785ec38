/** Sections of the record, in the order of the page; the ids are the anchors. */
export const RECORD_SECTIONS = [
  { id: "key-fields", label: "Key fields" },
  { id: "call-notes", label: "Call notes" },
  { id: "tags", label: "Tags" },
  { id: "due-next", label: "Due next" },
  { id: "documents", label: "Documents" },
  { id: "notes", label: "Notes" },
  { id: "changes", label: "Changes" },
  { id: "fields", label: "All fields" },
] as const

/** Jumps within the record; it stays in reach while the page scrolls. */
export function SectionNav({ name }: { name: string | null }) {
  return (
    <nav
      aria-label="Sections of the record"
      className="sticky top-14 z-20 -mx-4 flex items-center gap-3 border-line border-b bg-canvas/95 px-4 py-1 backdrop-blur sm:-mx-6 sm:px-6 md:top-0"
    >
      <p className="hidden max-w-64 shrink-0 truncate font-medium text-sm md:block">
        <bdi>{name ?? "No name"}</bdi>
      </p>
      <ul className="flex min-w-0 flex-1 gap-1 overflow-x-auto">
        {RECORD_SECTIONS.map(({ id, label }) => (
          <li key={id} className="shrink-0">
            <a
              href={`#${id}`}
              className="flex h-(--control) items-center rounded-md px-2.5 text-ink-soft text-sm hover:bg-sunken hover:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
