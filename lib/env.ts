import { z } from "zod"

/** Whether an address stays on this machine; demo accounts and test switches exist only behind one. */
export function isLoopback(address: string): boolean {
  try {
    const { hostname } = new URL(address)
    return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)
  } catch {
    return false
  }
}

const text = z.string().trim().min(1)
/** An unset variable and an empty one (`NAME=` in a file) mean the same. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional())
const withDefault = <T extends z.ZodType>(schema: T, fallback: string) =>
  z.preprocess((value) => (value === undefined || value === "" ? fallback : value), schema)

const timeZone = z.string().refine(
  (zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }))
    } catch {
      return false
    }
  },
  { error: "is not a time zone name such as America/New_York" },
)

const webAddress = z.url({ protocol: /^https?$/, error: "is not an http(s) address" })
const noSlash = (address: string) => address.replace(/\/+$/, "")

const schema = z.object({
  GHL_ACCESS_TOKEN: text,
  GHL_LOCATION_ID: text,
  AUTH_SECRET: z.string().min(32, { error: "must have at least 32 characters" }),
  APP_URL: webAddress
    .transform(noSlash)
    .refine((address) => address.startsWith("https:") || isLoopback(address), {
      error: "must be https, except on this machine's own loopback address",
    }),
  GHL_BASE_URL: withDefault(
    webAddress
      .transform(noSlash)
      .refine((address) => address.startsWith("https:") || isLoopback(address), {
        error: "must be https, except on this machine's own loopback address",
      }),
    "https://services.leadconnectorhq.com",
  ),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\//, { error: "must start with postgres://" }),
  ),
  DATA_DIR: withDefault(text, ".data"),
  PIPELINE_TOKEN: optional(z.string().min(8, { error: "must have at least 8 characters" })),
  CLINIC_TIME_ZONE: withDefault(timeZone, "America/New_York"),
  /** Host names, comma-separated, that GHL's document downloads may redirect to. */
  DOCUMENT_HOSTS: withDefault(
    z.string().transform((list) =>
      list
        .split(",")
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    ),
    "storage.googleapis.com,firebasestorage.googleapis.com",
  ),
  /** Address of a client's page in the lab platform, with `{user_id}` where the id goes. */
  USER_ID_LINK: optional(
    z
      .string()
      .refine((pattern) => pattern.startsWith("https://") && pattern.includes("{user_id}"), {
        error: "must be an https address that contains {user_id}",
      }),
  ),
  TAG_HOLD_SECONDS: withDefault(z.coerce.number().int().min(0).max(120), "8"),
  /** How long a write without an answer may still take effect at GHL; a note is not sent again before. */
  SETTLE_SECONDS: withDefault(z.coerce.number().int().min(1).max(600), "45"),
  /** Seconds between two looks for text that nobody approved here; 0: no looks. */
  WATCH_SECONDS: withDefault(z.coerce.number().int().min(0).max(86_400), "60"),
  /** Up to so many contacts the whole location is kept in memory, a minute at most; 0: never. */
  SNAPSHOT_LIMIT: withDefault(z.coerce.number().int().min(0).max(10_000), "2000"),
  /** Days that a draft's texts are kept after its decision was written. */
  DRAFT_KEEP_DAYS: withDefault(z.coerce.number().int().min(1).max(3_650), "30"),
  /** Fixes the passwords of the demo accounts. */
  DEMO_PASSWORD: optional(z.string().min(8, { error: "must have at least 8 characters" })),
  // Test switches of the change engine, see `testSwitches`.
  TEST_SKIP_FRESH_READ: optional(z.literal("1")),
  TEST_SKIP_SETTLING: optional(z.literal("1")),
  TEST_SKIP_LEASE: optional(z.literal("1")),
  TEST_TIME_SCALE: optional(z.coerce.number().positive().max(1)),
  TEST_AWAIT_POINTS: optional(text),
  TEST_STANDS_BY: optional(text),
})

export type Env = z.infer<typeof schema>

/** Where to get each variable that has no default. */
const WHERE: Record<string, string> = {
  GHL_ACCESS_TOKEN:
    "the private integration token: in GoHighLevel, Settings > Private Integrations, with the scopes contacts.readonly, contacts.write and locations/customFields.readonly",
  GHL_LOCATION_ID: "the id of the location: in GoHighLevel, Settings > Business Profile",
  AUTH_SECRET: "a long random text that signs sessions: make one with `openssl rand -base64 48`",
  APP_URL: "the address people open Caredesk at, such as https://caredesk.example.org",
}

/** What is wrong with the environment, a line a variable, in words a person can act on. */
export class EnvError extends Error {
  constructor(problems: string[]) {
    super(
      `Caredesk cannot start. Set these variables (see .env.example):\n${problems.map((p) => `  ${p}`).join("\n")}`,
    )
    this.name = "EnvError"
  }
}

/** Parses the given environment. Throws EnvError naming every variable that is missing or wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0])
    if (problems.has(name)) continue
    const missing = source[name] === undefined || source[name] === ""
    problems.set(
      name,
      missing ? `${name} is missing: ${WHERE[name] ?? issue.message}` : `${name} ${issue.message}`,
    )
  }
  throw new EnvError([...problems.values()])
}

let parsed: Env | undefined

/** The environment of this process, parsed once. Throws EnvError. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** How this process differs from the real one for a test. */
export type TestSwitches = {
  /** The guard that is taken away, to show that the tests notice. */
  skip: "fresh-read" | "settling" | "lease" | null
  /** Factor of the engine's and the client's times. */
  timeScale: number
  /** Folder of the test that halts changes at their await points. */
  awaitPoints: string | null
  /** File for which this process waits before it runs changes; null: it runs them at once. */
  standsBy: string | null
}

/** The test switches of this process; all are ignored unless GHL_BASE_URL is a loopback address. */
export function testSwitches(from: Env = env()): TestSwitches {
  if (!isLoopback(from.GHL_BASE_URL)) {
    return { skip: null, timeScale: 1, awaitPoints: null, standsBy: null }
  }
  const skipped = [
    from.TEST_SKIP_FRESH_READ && ("fresh-read" as const),
    from.TEST_SKIP_SETTLING && ("settling" as const),
    from.TEST_SKIP_LEASE && ("lease" as const),
  ]
  return {
    skip: skipped.find(Boolean) || null,
    timeScale: from.TEST_TIME_SCALE ?? 1,
    awaitPoints: from.TEST_AWAIT_POINTS ?? null,
    standsBy: from.TEST_STANDS_BY ?? null,
  }
}
