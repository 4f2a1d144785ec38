/** Says of a list that does not show everything how much it shows; nothing where it shows all. */
export function FirstOf({
  shown,
  total,
  order,
}: {
  shown: number
  total: number
  /** In which order they are, such as `the last found first`. */
  order?: string
}) {
  if (shown >= total) return null
  return (
    <p className="text-sm text-ink-muted">
      {shown === 0
        ? `None of the ${total} is shown yet. They appear as what stands above is dealt with.`
        : `Showing the first ${shown} of ${total}${order ? `, ${order}` : ""}. The others appear as these are dealt with.`}
    </p>
  )
}
