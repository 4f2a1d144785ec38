"use server"

import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { createFirstAdmin, DEMO_ACCOUNTS } from "./accounts.ts"
import { openAction } from "./action.ts"
import { newPassword } from "./new-password.ts"

const isDemo = (email: string) => DEMO_ACCOUNTS.some((account) => account.email === email)

/**
 * Makes the first administrator from a one-time link. Open to anybody who has the link's token, since
 * nobody can be signed in yet; the token is checked and used up in one transaction with the account.
 */
export const makeFirstAdmin = openAction
  .inputSchema(
    z.object({
      token: z.string().min(1).max(200),
      name: z.string().trim().min(1, { error: "Write your name." }).max(100),
      email: z
        .email({ error: "This is not an email address." })
        .max(320)
        .transform((email) => email.trim().toLowerCase())
        .refine((email) => !isDemo(email), { error: "This address belongs to the demo." }),
      password: newPassword,
    }),
  )
  .action(async ({ parsedInput }) => ({
    made: await createFirstAdmin(await database(), parsedInput),
  }))
