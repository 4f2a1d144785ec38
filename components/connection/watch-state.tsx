import { WatchWords } from "#components/reviews/watch-words.tsx"
import { CopyText } from "#components/ui/copy-text.tsx"
import { standingWords, type WatchNews } from "#lib/reviews/watch/news-types.ts"

/** How the watch stands, with what to do where it stands still. */
export function WatchState({ news }: { news: WatchNews }) {
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className={news.state === "standing" ? "font-medium text-warn-text" : "text-ink-soft"}>
        <WatchWords news={news} />
        {news.state === "off" && " WATCH_SECONDS is 0."}
      </p>
      {news.state === "standing" && (
        <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
          {standingWords(news.why).advice}
          {news.traceId && <CopyText text={news.traceId} name="trace id" />}
        </p>
      )}
    </div>
  )
}
