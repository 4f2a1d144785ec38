/** In the browser's table of locks: which drafts its tabs have open. Ids only, and gone with the tab. */
const lockOf = (draftId: string) => `review ${draftId} `

/** Makes known to this browser's other tabs that a draft is open here. */
export function openHereToo(draftId: string): {
  close: () => void
  elsewhere: () => Promise<boolean>
} {
  const own = lockOf(draftId) + crypto.randomUUID()
  let close = () => {}
  const closed = new Promise<void>((resolve) => {
    close = resolve
  })
  // Without a table of locks each tab is taken for the only one.
  const locks: LockManager | undefined = navigator.locks
  void locks?.request(own, () => closed).catch(() => undefined)
  return {
    close,
    async elsewhere() {
      const held = (await locks?.query())?.held ?? []
      return held.some(({ name }) => name !== own && name?.startsWith(lockOf(draftId)))
    },
  }
}
