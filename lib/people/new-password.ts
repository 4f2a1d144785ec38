import { z } from "zod"

const MIN_PASSWORD = 12
const MAX_PASSWORD = 1024

/** Starts and stems that guessers try first; with digits or marks after them they are no better. */
const COMMON = [
  "password",
  "passw0rd",
  "qwerty",
  "qwertyuiop",
  "asdfghjkl",
  "letmein",
  "welcome",
  "iloveyou",
  "administrator",
  "admin",
  "changeme",
  "football",
  "baseball",
  "sunshine",
  "princess",
  "trustno",
  "superman",
  "monkey",
  "dragon",
  "caredesk",
  "clinic",
  "correcthorsebatterystaple",
]

/** Whether a password is among those that are guessed first. */
function isCommon(password: string): boolean {
  const plain = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "")
  const letters = plain.replaceAll(/\d/g, "")
  const characters = new Set(password)
  if (characters.size < 5) return true
  if ("01234567890123456789".includes(plain) || "98765432109876543210".includes(plain)) return true
  if ("abcdefghijklmnopqrstuvwxyz".includes(plain)) return true
  return COMMON.some((word) => letters === word || letters === word + word || plain === word)
}

/** A password a person chooses. Length counts, rules for characters do not. Source: NIST SP 800-63B. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD, { error: `Use at least ${MIN_PASSWORD} characters. 15 or more are better.` })
  .max(MAX_PASSWORD, { error: `Use at most ${MAX_PASSWORD} characters.` })
  .refine((password) => !isCommon(password), {
    error: "This password is among those that are guessed first. Choose another.",
  })
