"use client"

import { Search, X } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { IconButton } from "#components/ui/icon-button.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { MAX_SEARCH } from "#lib/contacts/row-types.ts"
import { type Mode, setSearch } from "./list-state.ts"

const PAUSE = 300

/** Searches as one types, after a short pause; Enter does not wait for it, Escape empties it. */
export function SearchBox({ search, mode }: { search: string; mode: Mode }) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search)
  const [known, setKnown] = useState(search)
  // Changed from elsewhere, by "Clear search" or on coming back.
  if (search !== known) {
    setKnown(search)
    if (text.trim() !== search) setText(search)
  }

  // Typed before the page came alive.
  useEffect(() => {
    if (input.current?.value) setText(input.current.value)
  }, [])

  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), PAUSE)
    return () => clearTimeout(timer)
  }, [text])

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element &&
        event.target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog]")
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener("keydown", focus)
    return () => document.removeEventListener("keydown", focus)
  }, [])

  return (
    <TextField
      ref={input}
      label="Search"
      labelHidden
      type="search"
      name="search"
      autoComplete="off"
      spellCheck={false}
      placeholder={mode === "whole" ? "Search all fields" : "Name, email or phone"}
      maxLength={MAX_SEARCH}
      icon={<Search aria-hidden />}
      trailing={
        text !== "" && (
          <IconButton
            label="Clear"
            icon={<X aria-hidden />}
            onClick={() => {
              setText("")
              setSearch("")
              input.current?.focus()
            }}
          />
        )
      }
      className="w-full sm:w-72 lg:w-80"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") setSearch(text.trim())
        if (event.key === "Escape") setText("")
      }}
    />
  )
}
