import { run } from "./run.mjs"

run("lib/commands/demo.ts")
