import { NextResponse } from "next/server"
import { storeAnswers } from "#lib/db/answers.ts"
import { database } from "#lib/db/instance.ts"

export const dynamic = "force-dynamic"

/** 200 once the app can serve, 503 while its store cannot be reached. Says nothing of the inside. */
export async function GET() {
  const headers = { "Cache-Control": "no-store" }
  return (await storeAnswers(database))
    ? NextResponse.json({ status: "ok" }, { headers })
    : NextResponse.json({ status: "unavailable" }, { status: 503, headers })
}
