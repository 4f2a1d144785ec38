"use client"

import { signIn } from "next-auth/react"
import { noteAct } from "./session-phase.ts"

export type SignInAnswer = "ok" | "wrong" | "throttled" | "unreachable"

/** What to tell a person whose sign-in did not work. */
export const SIGN_IN_WORDS: Record<Exclude<SignInAnswer, "ok">, string> = {
  wrong: "Email or password is not right. Check both and try again.",
  throttled: "Too many tries. Wait 15 minutes, then try again.",
  unreachable: "Caredesk could not be reached. Check your connection and try again.",
}

/** Signs in with the credentials form of the sign-in library, without leaving the page. */
export async function signInWith(email: string, password: string): Promise<SignInAnswer> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false })
    if (answer?.ok && !answer.error) {
      noteAct()
      return "ok"
    }
    if (answer?.error === "throttled") return "throttled"
    return answer?.error === "CredentialsSignin" ? "wrong" : "unreachable"
  } catch {
    return "unreachable"
  }
}
