import { run } from "./run.mjs"

run("lib/commands/bench-client.ts")
