"use client"

import { signOut as leave } from "next-auth/react"
import { useState } from "react"
import { tellTabs } from "./session-channel.ts"

/** Ends the session on the server, covers the other tabs and leaves for the sign-in page. */
export function useSignOut(): { signOut: () => Promise<void>; signingOut: boolean } {
  const [signingOut, setSigningOut] = useState(false)
  const signOut = async () => {
    setSigningOut(true)
    try {
      await leave({ redirect: false })
      tellTabs({ kind: "signed-out" })
      // A full load, so that nothing of the desk stays in this tab's memory.
      window.location.assign("/login")
    } catch {
      setSigningOut(false)
    }
  }
  return { signOut, signingOut }
}
