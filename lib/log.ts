import "server-only"
import pino from "pino"

/**
 * The one log. It holds ids, kinds, status codes, traceIds and times: never names, notes, values,
 * search text, addresses of documents or tokens. The redaction below is the second line of defence.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
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
  // Database and upstream errors carry the parameters they failed on.
  serializers: {
    err: (error: unknown) =>
      error instanceof Error
        ? {
            type: error.name,
            message: error.message.split("\n")[0]?.slice(0, 200),
            stack: error.stack?.split("\n").slice(1, 8).join("\n"),
          }
        : { type: typeof error },
  },
})
