import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber, formatSeconds } from "../../i18n/numbers.ts";
import { type News, NewsReader } from "../../run/news.ts";
import { useSession } from "./context.ts";

/** Tells those who hear the page how a run goes, when the reader is between two sentences. */
export function RunNews() {
  const session = useSession();
  const news = useSignal<News | null>(null);
  useEffect(() => {
    const reader = new NewsReader();
    return session.status.subscribe((status) => {
      const found = reader.read(status, performance.now());
      if (found) news.value = found;
    });
  }, [session, news]);
  return (
    <p class="visually-hidden run-news" role="status" aria-live="polite">
      {news.value && said(news.value)}
    </p>
  );
}

function said(news: News): string {
  switch (news.kind) {
    case "started":
      return t(words.newsStarted);
    case "paused":
      return t(words.newsPaused);
    case "resumed":
      return t(words.newsResumed);
    case "quarter":
      return t(words.newsQuarter, { percent: formatNumber(news.percent, locale.value) });
    case "finished":
      return t(words.newsFinished, { time: formatSeconds(news.seconds, locale.value) });
    default:
      return news satisfies never;
  }
}
