"use client"

import { z } from "zod"

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("act"), at: z.number() }),
  z.object({ kind: z.literal("signed-out") }),
  z.object({ kind: z.literal("signed-in"), email: z.string() }),
])

export type SessionMessage = z.infer<typeof message>

const NAME = "caredesk-session"
let channel: BroadcastChannel | null = null

/** Tells the other tabs of this browser. They share the session, so they share its end. */
export function tellTabs(news: SessionMessage): void {
  channel ??= new BroadcastChannel(NAME)
  channel.postMessage(news)
}

/** Hears what other tabs tell; answers how to stop listening. */
export function hearTabs(listener: (news: SessionMessage) => void): () => void {
  const own = new BroadcastChannel(NAME)
  own.onmessage = (event) => {
    const parsed = message.safeParse(event.data)
    if (parsed.success) listener(parsed.data)
  }
  return () => own.close()
}
