import { sql } from "drizzle-orm"
import { NextResponse } from "next/server"
import { database } from "#lib/db/instance.ts"

export const dynamic = "force-dynamic"

/** 200 once the app can serve, 503 while its store cannot be reached. Says nothing of the inside. */
export async function GET() {
  const headers = { "Cache-Control": "no-store" }
  try {
    await (await database()).execute(sql`select 1`)
    return NextResponse.json({ status: "ok" }, { headers })
  } catch {
    return NextResponse.json({ status: "unavailable" }, { status: 503, headers })
  }
}
