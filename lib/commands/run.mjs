import { spawn } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { install, projectNode } from "./install.mjs"

/** Installs what the project needs, then runs a TypeScript command on the project's own Node 24. */
export function run(command) {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), "../.."))
  install()
  const path = `${dirname(projectNode)}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`
  const child = spawn(
    projectNode,
    ["--conditions=react-server", command, ...process.argv.slice(2)],
    {
      stdio: "inherit",
      env: { ...process.env, PATH: path },
    },
  )
  // A terminal sends Ctrl-C to both; a supervisor sends SIGTERM to this process alone.
  process.on("SIGINT", () => {})
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
