"use client"

import { TimeText } from "#components/ui/date-text.tsx"
import { standingWords, type WatchNews } from "#lib/reviews/watch/news-types.ts"

const unread = (n: number) => (n === 1 ? "1 contact" : `${n} contacts`)

/** When Caredesk last looked for unread text in GHL, or since when it has not and why. */
export function WatchWords({ news }: { news: WatchNews }) {
  if (news.state === "off") {
    return <>Looking for unread text in GoHighLevel is switched off.</>
  }
  if (news.state === "first") {
    return <>Caredesk is looking through GoHighLevel for unread text for the first time.</>
  }
  if (news.state === "looked") {
    return (
      <>
        Last looked for unread text in GoHighLevel at <TimeText iso={news.at} />.
        {news.behind && " What was updated since is still being looked through."}
        {news.unreadable > 0 &&
          ` ${unread(news.unreadable)} could not be read and ${news.unreadable === 1 ? "is" : "are"} tried again.`}
      </>
    )
  }
  const { title } = standingWords(news.why)
  return news.since === null ? (
    <>Caredesk has not looked through GoHighLevel for unread text yet. {title}</>
  ) : (
    <>
      Caredesk has not looked for unread text in GoHighLevel since <TimeText iso={news.since} />.{" "}
      {title}
    </>
  )
}
