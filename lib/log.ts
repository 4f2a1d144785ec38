import "server-only"
import pino, { type DestinationStream } from "pino"

/** The places a failure came through. A stack begins with the whole message, which may hold what was stored. */
function framesOf({ stack = "", message }: Error): string {
  const told = message === "" ? -1 : stack.indexOf(message)
  return stack
    .slice(told < 0 ? 0 : told + message.length)
    .split("\n")
    .filter((line) => /^ {4}at .+(:\d+:\d+|<anonymous>)\)?$/.test(line))
    .slice(0, 7)
    .join("\n")
}

/** A log into a stream; without one, to standard output. */
export function createLog(into?: DestinationStream, level = process.env.LOG_LEVEL || "info") {
  const options: pino.LoggerOptions = {
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "password",
        "token",
        "authorization",
        "cookie",
        "body",
        "*.password",
        "*.token",
        "*.authorization",
        "*.cookie",
        "*.body",
        "*.headers",
      ],
      censor: "[removed]",
    },
    // Database and upstream errors carry the parameters they failed on, from the second line on.
    serializers: {
      err: (error: unknown) =>
        error instanceof Error
          ? {
              type: error.name,
              message: error.message.split("\n")[0]?.slice(0, 200),
              stack: framesOf(error),
            }
          : { type: typeof error },
    },
  }
  return into ? pino(options, into) : pino(options)
}

/**
 * The one log. It holds ids, kinds, status codes, traceIds and times: never names, notes, values,
 * search text, addresses of documents or tokens. The redaction above is the second line of defence.
 */
export const log = createLog()
