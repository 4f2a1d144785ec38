import type { NoteForm } from "#lib/connection/types.ts"

const NAMES = { plain: "plain text", html: "HTML" } as const

/** As what notes are written, and how Caredesk knows that GHL keeps them so: it does not say (decision 180). */
export function NoteFormWords({ form }: { form: NoteForm | null }) {
  if (form === null) {
    return (
      <p className="text-ink-soft text-sm">
        Not known yet: no note that Caredesk has read tells whether GoHighLevel keeps plain text or
        HTML here. The first ones it needs to read before it writes will.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className={form.proven ? "text-ink-soft" : "font-medium text-warn-text"}>
        Notes are written as {NAMES[form.kind]}
        {form.proven
          ? ", proven by a note of Caredesk’s that was read back."
          : ", as most of the newest notes stand that it has read. No note of Caredesk’s has proven it yet."}
      </p>
      {!form.proven && (
        <p className="text-ink-soft">
          Look at the first note that Caredesk writes, in GoHighLevel itself: line breaks and signs
          such as &lt; have to stand as they were written.
        </p>
      )}
    </div>
  )
}
