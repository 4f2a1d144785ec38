"use client"

import { LogOut } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { useSignOut } from "./use-sign-out.ts"

/** Who is signed in, and in which role. */
export function WhoAmI({ name, role }: { name: string; role: string }) {
  return (
    <div className="min-w-0 flex-1 leading-tight">
      <p className="truncate text-sm font-medium">{name}</p>
      <p className="truncate text-xs text-ink-muted capitalize">{role}</p>
    </div>
  )
}

/** Ends the session; on every page. */
export function SignOut({ small = false }: { small?: boolean }) {
  const { signOut, signingOut } = useSignOut()
  return small ? (
    <IconButton
      label="Sign out"
      icon={<LogOut aria-hidden />}
      disabled={signingOut}
      onClick={signOut}
    />
  ) : (
    <Button
      size="small"
      className="w-full"
      icon={<LogOut aria-hidden />}
      busy={signingOut}
      onClick={signOut}
    >
      Sign out
    </Button>
  )
}
