import { run } from "./run.mjs"

run("lib/commands/bench-locations.ts")
