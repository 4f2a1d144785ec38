import { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { authOptions } from "#lib/people/auth.ts"
import { privateJson } from "#lib/people/handler.ts"
import { limitedBody } from "#lib/people/limited-body.ts"

type Route = { params: Promise<{ nextauth: string[] }> }

/** What the sign-in and sign-out forms ask for, and where the library sends a browser when that fails. */
const OPEN = {
  GET: ["csrf", "providers", "session", "signin", "error"],
  POST: ["callback/credentials", "signout"],
}
/** An email of 320 characters and a password of 1,024, however they are encoded. */
const MAX_BODY_BYTES = 16_000

const FORM = "application/x-www-form-urlencoded"

// Built on each request: the options read the environment, which a build does not have.
const answered = (request: NextRequest, route: Route) => NextAuth(authOptions())(request, route)

async function isOpen(method: keyof typeof OPEN, route: Route): Promise<boolean> {
  return OPEN[method].includes((await route.params).nextauth.join("/"))
}

const notFound = () => privateJson({ error: "There is no such address." }, 404)

export async function GET(request: NextRequest, route: Route): Promise<Response> {
  return (await isOpen("GET", route)) ? answered(request, route) : notFound()
}

/** Takes a form of limited length alone: the library would read any body whole, and throw over bad JSON. */
export async function POST(request: NextRequest, route: Route): Promise<Response> {
  if (!(await isOpen("POST", route))) return notFound()
  if (!request.headers.get("content-type")?.startsWith(FORM)) {
    return privateJson({ error: "This takes a form." }, 415)
  }
  const body = await limitedBody(request, MAX_BODY_BYTES)
  if (body === null) {
    return privateJson({ error: `The body is larger than ${MAX_BODY_BYTES} bytes.` }, 413)
  }
  const { method, headers } = request
  return answered(
    new NextRequest(request.url, { method, headers, body: new TextDecoder().decode(body) }),
    route,
  )
}
