import { run } from "./run.mjs"

run("lib/commands/test.ts")
