"use client"

import { Tooltip } from "@base-ui/react/tooltip"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { Clock } from "#components/ui/clock.tsx"
import { ToastProvider } from "#components/ui/toast.tsx"

/** What the desk's screens share in the browser: reads in memory, the clock, toasts. */
export function Providers({
  now,
  timeZone,
  children,
}: {
  now: number
  timeZone: string
  children: ReactNode
}) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 30_000,
            gcTime: 10 * 60_000,
            // The server already tries again where that helps; the screen says what is wrong.
            retry: false,
            refetchOnWindowFocus: false,
          },
        },
      }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <Clock now={now} timeZone={timeZone}>
        <Tooltip.Provider>
          <ToastProvider>{children}</ToastProvider>
        </Tooltip.Provider>
      </Clock>
    </QueryClientProvider>
  )
}
