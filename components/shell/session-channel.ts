"use client"

import { z } from "zod"

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("act"), at: z.number() }),
  z.object({ kind: z.literal("signed-out") }),
  z.object({ kind: z.literal("signed-in"), email: z.string() }),
])

export type SessionMessage = z.infer<typeof message>

// One for telling and hearing: a channel does not hear itself, but would hear another in its own tab.
let shared: BroadcastChannel | null = null

function channel(): BroadcastChannel {
  shared ??= new BroadcastChannel("caredesk-session")
  return shared
}

/** Tells the other tabs of this browser. They share the session, so they share its end. */
export function tellTabs(news: SessionMessage): void {
  channel().postMessage(news)
}

/** Hears what other tabs tell; answers how to stop listening. */
export function hearTabs(listener: (news: SessionMessage) => void): () => void {
  const hear = (event: MessageEvent) => {
    const parsed = message.safeParse(event.data)
    if (parsed.success) listener(parsed.data)
  }
  const own = channel()
  own.addEventListener("message", hear)
  return () => own.removeEventListener("message", hear)
}
