import "server-only"

/** Stands in a text where the address of a document was. */
const REMOVED_LINK = "[document link removed]"
/** Stands where the access token was. */
const REMOVED_TOKEN = "[removed]"
/** Where GHL keeps files besides the API's own host. */
const GHL_FILE_HOST = /(^|\.)(leadconnectorhq\.com|msgsndr\.com|filesafe\.space)$/

/** Makes what came from GHL fit to leave: whoever has the address of a document has the file. */
export type Redactor = {
  /** Text without NUL, half characters, addresses of documents and token. */
  clean(text: string): string
  /** The same for every text in a plain value. */
  cleanAll<T>(value: T): T
  /** Puts the addresses that `clean` took from `original` back into an edited text; null if it cannot be certain. */
  restore(edited: string, original: string): string | null
}

/** `hosts` are those of GHL and its storage, such as `services.leadconnectorhq.com` or `127.0.0.1:4010`. */
export function createRedactor(input: { token: string; hosts: string[] }): Redactor {
  const hosts = input.hosts.map((host) => `${host.toLowerCase()}/`)

  function isDocumentLink(piece: string): boolean {
    const plain = piece.replaceAll("\\/", "/").toLowerCase()
    if (/documents(?:\/|%2f)download/.test(plain)) return true
    if (hosts.some((host) => plain.includes(host))) return true
    if (!plain.startsWith("http")) return false
    // Not the constructor: throwing for a million broken addresses took ten seconds.
    const url = URL.parse(plain)
    return url !== null && GHL_FILE_HOST.test(url.hostname)
  }

  /** Calls `replace` for each link of a document and puts its answer in the place. */
  function eachLink(text: string, replace: (link: string) => string): string {
    // Without one of these there is no link: most texts need no closer look.
    if (!/[/%\0]|http/i.test(text)) return text
    // Word by word, so that the time stays linear in the length of the text.
    return text.replaceAll("\0", "").replace(/[^\s"'<>]+/g, (word) =>
      word
        .split(/(?=https?:(?:\\?\/){2})/i)
        .map((piece) => (isDocumentLink(piece) ? replace(piece) : piece))
        .join(""),
    )
  }

  function clean(text: string): string {
    const unlinked = eachLink(text, () => REMOVED_LINK)
    const clean =
      input.token.length >= 8 ? unlinked.replaceAll(input.token, REMOVED_TOKEN) : unlinked
    // Half a character can be sent as JSON, and be kept by no database.
    return clean.toWellFormed()
  }

  function cleanUnknown(value: unknown): unknown {
    if (typeof value === "string") return clean(value)
    if (Array.isArray(value)) return value.map(cleanUnknown)
    if (typeof value !== "object" || value === null) return value
    const cleaned: Record<string, unknown> = {}
    for (const [key, one] of Object.entries(value)) cleaned[key] = cleanUnknown(one)
    return cleaned
  }

  return {
    clean,
    // Texts stay texts and everything else stays as it is, so the type holds.
    cleanAll: <T>(value: T) => cleanUnknown(value) as T,
    restore(edited, original) {
      const parts = edited.split(REMOVED_LINK)
      if (parts.length === 1) return edited
      const removed: string[] = []
      eachLink(original, (link) => {
        removed.push(link)
        return link
      })
      if (removed.length !== parts.length - 1) return null
      return parts.reduce((text, part, n) => `${text}${removed[n - 1]}${part}`)
    },
  }
}
