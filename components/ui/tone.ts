/** What a colour says; never the only carrier of the meaning. */
export type Tone = "neutral" | "accent" | "good" | "warn" | "bad" | "info"

/** Background, text and border of a toned patch. */
export const TONE_CLASS: Record<Tone, string> = {
  neutral: "border-line bg-sunken text-ink-soft",
  accent: "border-accent-line bg-accent-soft text-accent-text",
  good: "border-good-line bg-good-soft text-good-text",
  warn: "border-warn-line bg-warn-soft text-warn-text",
  bad: "border-bad-line bg-bad-soft text-bad-text",
  info: "border-info-line bg-info-soft text-info-text",
}
