import { Button } from "#components/ui/button.tsx"

export const CALL_NOTES_CHANGED = "The call notes changed in GoHighLevel while this page was open."

/** Says that what the page shows of the call notes is old. Nothing moves until the person asks for it. */
export function CallNotesChanged({ changed, onShow }: { changed: boolean; onShow: () => void }) {
  return (
    <div role="status" className={changed ? undefined : "sr-only"}>
      {changed && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-info-line bg-info-soft px-4 py-2 text-sm text-info-text">
          <p className="min-w-0">
            {CALL_NOTES_CHANGED} Your text stays as it is; what will be written is worked out anew.
          </p>
          <Button size="small" onClick={onShow}>
            Show
          </Button>
        </div>
      )}
    </div>
  )
}
