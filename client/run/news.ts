/** What is said of a run to those who hear the page: its start, its quarters, its end. Failures have a message of their own. */
import type { Status } from "./status.ts";

export type News =
  | { readonly kind: "started" }
  | { readonly kind: "paused" }
  | { readonly kind: "resumed" }
  /** Percent of the expected time: 25, 50 or 75. */
  | { readonly kind: "quarter"; readonly percent: number }
  | { readonly kind: "finished"; readonly seconds: number };

/** Milliseconds between two pieces of news about progress: what is said takes time to be heard. */
const pause = 2000;

export class NewsReader {
  #last: Status["kind"] = "idle";
  #quarter = 0;
  #at = Number.NEGATIVE_INFINITY;

  /** What there is to say about the status, null for nothing. `now` in milliseconds. */
  read(status: Status, now: number): News | null {
    const before = this.#last;
    this.#last = status.kind;
    const news = this.#news(status, before, now);
    if (news) this.#at = now;
    return news;
  }

  #news(status: Status, before: Status["kind"], now: number): News | null {
    switch (status.kind) {
      case "preparing":
        this.#quarter = 0;
        return { kind: "started" };
      case "running":
        if (before === "paused") return { kind: "resumed" };
        return now - this.#at < pause ? null : this.#progress(status.fraction);
      case "paused":
        return before === "paused" ? null : { kind: "paused" };
      case "finished":
        return before === "finished" ? null : { kind: "finished", seconds: status.result.seconds };
      case "idle":
      case "failed":
        return null;
      default:
        return status satisfies never;
    }
  }

  #progress(fraction: number): News | null {
    const quarter = Math.min(3, Math.floor(4 * fraction));
    if (quarter <= this.#quarter) return null;
    this.#quarter = quarter;
    return { kind: "quarter", percent: 25 * quarter };
  }
}
