/** Next calls this once a process, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build")
    return
  const { startUp } = await import("#lib/start-up.ts")
  await startUp()
}
