"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useState } from "react"

/** A short text in mono with a button that copies it. */
export function CopyText({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <code className="min-w-0 break-all font-mono text-2xs">{text}</code>
      <button
        type="button"
        aria-label={copied ? "Copied" : `Copy ${name}`}
        onClick={async () => {
          await navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded text-ink-muted hover:bg-ink/10 hover:text-ink pointer-coarse:size-11"
      >
        {copied ? (
          <Check aria-hidden className="size-3.5" />
        ) : (
          <Copy aria-hidden className="size-3.5" />
        )}
      </button>
    </span>
  )
}
