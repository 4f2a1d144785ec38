"use client"

import { useId, useState } from "react"

const FOLDED_LENGTH = 420
const FOLDED_LINES = 6

/** A long text with its line breaks; a very long one starts folded. */
export function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const folds = text.length > FOLDED_LENGTH || text.split("\n").length > FOLDED_LINES
  return (
    <div>
      <p
        id={id}
        dir="auto"
        className={`whitespace-pre-wrap wrap-anywhere ${folds && !open ? "line-clamp-6" : ""}`}
      >
        {text}
      </p>
      {folds && (
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="mt-1 font-medium text-accent-text text-sm underline-offset-2 hover:underline"
        >
          {open ? "Show less" : "Show all"}
        </button>
      )}
    </div>
  )
}
