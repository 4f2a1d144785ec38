import "server-only"

/** A lower-cased name with its words capitalised: the best guess where GHL kept no other spelling. */
export function capitalised(name: string): string {
  if (name !== name.toLowerCase()) return name
  return name.replace(/(^|[\s'’-])(\p{Ll})/gu, (_, before: string, letter: string) => {
    return before + letter.toUpperCase()
  })
}
