import NextAuth from "next-auth"
import { authOptions } from "#lib/people/auth.ts"

type Route = { params: Promise<{ nextauth: string[] }> }

// Built on each request: the options read the environment, which a build does not have.
const handle = (request: Request, route: Route) => NextAuth(authOptions())(request, route)

export { handle as GET, handle as POST }
