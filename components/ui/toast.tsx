"use client"

import { Toast as BaseToast } from "@base-ui/react/toast"
import { CircleAlert, CircleCheck, Info, X } from "lucide-react"
import { type ReactNode, useMemo } from "react"
import { cx } from "./cx.ts"

type Tone = "good" | "bad" | "info"

type Notice = {
  title: string
  description?: string
  tone?: Tone
  action?: { label: string; onClick: () => void }
}

/** What a notice that follows something can do with itself. Stable, for effects. */
export type Standing = {
  close: () => void
  /** Nothing more comes: it goes after a while, but not from under a pointer or the focus. */
  goSoon: () => void
}

/** A notice whose words change while it stands, which is until it says that it may go. */
type LiveNotice = { live: (standing: Standing) => ReactNode }

type ToastData = { tone: Tone; live?: LiveNotice["live"] }

const LASTS_MS = 6_000
/** Its last words come while the person is at something else. */
const LIVE_LASTS_MS = 10_000

const ICONS = {
  good: <CircleCheck aria-hidden className="size-4 text-good-text" />,
  bad: <CircleAlert aria-hidden className="size-4 text-bad-text" />,
  info: <Info aria-hidden className="size-4 text-info-text" />,
}

/**
 * Where toasts live; once, in the shell. They stand above what pages have at their lower edge to press:
 * the decision on a draft, the pager of a table, and on a narrow screen the navigation below it.
 */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <BaseToast.Provider timeout={LASTS_MS} limit={3}>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport className="fixed right-4 bottom-18 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 max-md:bottom-[calc(8.5rem+env(safe-area-inset-bottom))] max-[22rem]:bottom-[calc(12rem+env(safe-area-inset-bottom))] sm:w-88">
          <Toasts />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  )
}

function Toasts() {
  const { toasts } = BaseToast.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      data-toast=""
      className="popup w-full data-limited:hidden"
    >
      <BaseToast.Content className="flex items-start gap-2.5 p-3">
        {toast.data?.live ? (
          <Live id={toast.id} live={toast.data.live} />
        ) : (
          <NoticeWords tone={toast.data?.tone ?? "info"}>
            <BaseToast.Action className={cx("mt-1.5", NOTICE_ACT)} />
          </NoticeWords>
        )}
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

function Live({ id, live }: { id: string; live: LiveNotice["live"] }) {
  const { close, update } = BaseToast.useToastManager()
  const standing = useMemo(
    () => ({
      close: () => close(id),
      goSoon: () => update(id, { timeout: LIVE_LASTS_MS }),
    }),
    [id, close, update],
  )
  return live(standing)
}

/** The look of what can be pressed in a notice. */
export const NOTICE_ACT = "font-medium text-accent-text hover:underline"

/** What a notice says: its own words, where it is given none. `children` are to be pressed. */
export function NoticeWords({
  tone,
  title,
  description,
  children,
}: {
  tone: Tone
  title?: string
  description?: string
  children: ReactNode
}) {
  return (
    <>
      <span className="mt-0.5">{ICONS[tone]}</span>
      <div className="min-w-0 flex-1 text-sm">
        <BaseToast.Title className="font-medium">{title}</BaseToast.Title>
        <BaseToast.Description className="mt-0.5 text-ink-muted">
          {description}
        </BaseToast.Description>
        {children}
      </div>
    </>
  )
}

/** Tells the person that something happened elsewhere than where they look. Never the only sign of a failure. */
export function useToast(): (notice: Notice | LiveNotice) => void {
  const { add } = BaseToast.useToastManager<ToastData>()
  return (notice) => {
    if ("live" in notice) {
      add({ timeout: 0, data: { tone: "info", live: notice.live } })
      return
    }
    const { title, description, tone = "info", action } = notice
    add({
      title,
      description,
      data: { tone },
      actionProps: action && { children: action.label, onClick: action.onClick },
    })
  }
}
