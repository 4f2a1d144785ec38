import { type ChildProcess, spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { demoDrafts } from "#lib/sandbox/example-drafts.ts"
import { build } from "./build.ts"
import { portIsFree } from "./ports.ts"

const port = Number(process.env.PORT ?? 3000)
const sandboxPort = Number(process.env.SANDBOX_PORT ?? 4010)
const dataDir = process.env.DATA_DIR || ".data"
const sandboxToken = process.env.SANDBOX_TOKEN || "sandbox-token"
const pipelineToken = process.env.PIPELINE_TOKEN || "pipeline-token"
const appUrl = `http://localhost:${port}`

const children: ChildProcess[] = []

function refuse(message: string): never {
  console.error(message)
  for (const child of children) child.kill("SIGTERM")
  process.exit(1)
}

/** The demo's own secrets, made once, so that a second run finds the same password and sessions. */
function demoSecrets(): { password: string; authSecret: string } {
  const file = join(dataDir, "demo.json")
  mkdirSync(dataDir, { recursive: true })
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
  const secrets = {
    password: process.env.DEMO_PASSWORD || kept.password || randomBytes(9).toString("base64url"),
    authSecret: kept.authSecret || randomBytes(36).toString("base64url"),
  }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

/** Starts a part of the demo; when it ends by itself, the demo ends with it. */
function start(name: string, script: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  })
  // Their ready lines would stand between ours; what they have to say in trouble is on stderr.
  child.stdout?.resume()
  child.once("exit", () => {
    if (!stopping) refuse(`The ${name} ended; its messages are above.`)
  })
  children.push(child)
}

async function untilAnswers(url: string, name: string) {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  refuse(`The ${name} did not answer within a minute.`)
}

async function postDrafts() {
  for (const draft of demoDrafts()) {
    const answer = await fetch(`${appUrl}/api/drafts`, {
      method: "POST",
      headers: { Authorization: `Bearer ${pipelineToken}`, "Content-Type": "application/json" },
      body: JSON.stringify(draft),
    })
    // 200 says that an earlier run of the demo has posted it.
    if (!answer.ok) refuse(`The draft ${draft.runId} was refused with ${answer.status}.`)
  }
}

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  console.info("\nStopping …")
  const ended = children
    .filter((child) => child.exitCode === null && child.signalCode === null)
    .map((child) => new Promise((resolve) => child.once("exit", resolve)))
  for (const child of children) child.kill("SIGTERM")
  Promise.all(ended).then(() => process.exit(0))
}
process.on("SIGINT", stop)
process.on("SIGTERM", stop)

for (const [name, number] of [
  ["PORT", port],
  ["SANDBOX_PORT", sandboxPort],
] as const) {
  if (!(await portIsFree(number))) {
    refuse(
      `Port ${number} is taken by another program. Stop it, or choose another: ${name}=${number + 1} npm run demo`,
    )
  }
}
if (!(await build())) refuse("The build failed; its messages are above.")

const secrets = demoSecrets()
start("sandbox", "lib/sandbox/main.ts", {
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_TOKEN: sandboxToken,
  SANDBOX_DATA_DIR: join(dataDir, "sandbox"),
})
await untilAnswers(`http://127.0.0.1:${sandboxPort}/__sandbox/settings`, "sandbox")
start("app", "lib/commands/start.ts", {
  NODE_ENV: "production",
  PORT: String(port),
  APP_URL: appUrl,
  AUTH_SECRET: secrets.authSecret,
  DEMO_PASSWORD: secrets.password,
  GHL_BASE_URL: `http://127.0.0.1:${sandboxPort}`,
  GHL_ACCESS_TOKEN: sandboxToken,
  GHL_LOCATION_ID: "VXhSATpOGAvRAnd0iu7x",
  PIPELINE_TOKEN: pipelineToken,
  USER_ID_LINK: process.env.USER_ID_LINK || "https://lab.example.com/clients/{user_id}",
  DATA_DIR: dataDir,
  DATABASE_URL: "",
})
await untilAnswers(`${appUrl}/api/health`, "app")
await postDrafts()

console.info(`
  Caredesk runs at ${appUrl}

  Sign in as           coordinator@caredesk.test   or   admin@caredesk.test
  Password of both     ${secrets.password}

  Contacts come from a sandbox that answers as GoHighLevel does (127.0.0.1:${sandboxPort}).
  To connect the real one: copy .env.example to .env, fill in GHL_ACCESS_TOKEN, GHL_LOCATION_ID,
  AUTH_SECRET and APP_URL, then \`npm run build\` and \`npm start\`.

  Ctrl-C ends both.
`)
