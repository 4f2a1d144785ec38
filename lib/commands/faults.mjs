import { run } from "./run.mjs"

run("lib/commands/faults.ts")
