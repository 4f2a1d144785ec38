"use client"

import { Toast as BaseToast } from "@base-ui/react/toast"
import { CircleAlert, CircleCheck, Info, X } from "lucide-react"
import type { ReactNode } from "react"

type Notice = {
  title: string
  description?: string
  tone?: "good" | "bad" | "info"
  action?: { label: string; onClick: () => void }
}

const ICONS = {
  good: <CircleCheck aria-hidden className="size-4 text-good-text" />,
  bad: <CircleAlert aria-hidden className="size-4 text-bad-text" />,
  info: <Info aria-hidden className="size-4 text-info-text" />,
}

/** Where toasts live; once, in the shell. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <BaseToast.Provider timeout={6000} limit={3}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-88">
          <Toasts />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  )
}

function Toasts() {
  const { toasts } = BaseToast.useToastManager<{ tone: keyof typeof ICONS }>()
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      data-toast=""
      className="popup w-full data-limited:hidden"
    >
      <BaseToast.Content className="flex items-start gap-2.5 p-3">
        <span className="mt-0.5">{ICONS[toast.data?.tone ?? "info"]}</span>
        <div className="min-w-0 flex-1 text-sm">
          <BaseToast.Title className="font-medium" />
          <BaseToast.Description className="mt-0.5 text-ink-muted" />
          <BaseToast.Action className="mt-1.5 font-medium text-accent-text hover:underline" />
        </div>
        <BaseToast.Close
          aria-label="Dismiss"
          className="-mt-1 -mr-1 inline-flex size-7 items-center justify-center rounded text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
        >
          <X aria-hidden className="size-4" />
        </BaseToast.Close>
      </BaseToast.Content>
    </BaseToast.Root>
  ))
}

/** Tells the person that something happened elsewhere than where they look. Never the only sign of a failure. */
export function useToast(): (notice: Notice) => void {
  const { add } = BaseToast.useToastManager<{ tone: keyof typeof ICONS }>()
  return ({ title, description, tone = "info", action }) => {
    add({
      title,
      description,
      data: { tone },
      actionProps: action && { children: action.label, onClick: action.onClick },
    })
  }
}
