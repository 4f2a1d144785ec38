import { existsSync } from "node:fs"
import { EnvError, env } from "#lib/env.ts"

/** Ends with a message and no stack: every way a command fails early is the reader's to mend. */
export function refuse(message: string, exitCode = 1): never {
  console.error(message)
  process.exit(exitCode)
}

/** Takes the variables of `.env` where there is one, and ends with words for what is wrong in them. */
export function loadEnvironment(exitCode = 1): void {
  if (existsSync(".env")) process.loadEnvFile(".env")
  try {
    env()
  } catch (error) {
    if (error instanceof EnvError) refuse(error.message, exitCode)
    throw error
  }
}
