import { setReadsWait } from "#components/shell/reachable.ts"
import { steadyReads } from "#components/shell/steady-reads.ts"

// Next runs this before anything else of a page. Its router has no hook for its reads; it calls fetch.
window.fetch = steadyReads(window.fetch.bind(window), () => window.location.href, setReadsWait)
