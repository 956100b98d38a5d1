import { expect, test } from "vitest";
import { words } from "../../../client/i18n/lab.ts";
import { aboutSeconds, guessSeconds, moreThanSeconds } from "../../../client/i18n/spans.ts";
import type { Locale } from "../../../shared/text.ts";

test.each([
  [0.1, "menos de un segundo", "under a second"],
  [1.2, "alrededor de un segundo", "about a second"],
  [9.4, "unos 10\u00a0s", "about 10\u00a0s"],
  [58, "alrededor de un minuto", "about a minute"],
  [290, "unos 5\u00a0min", "about 5\u00a0min"],
  [3500, "alrededor de una hora", "about an hour"],
  [11_000, "unas 3\u00a0h", "about 3\u00a0h"],
  [1e6, "cerca de un día o más", "about a day or more"],
])("%d measured seconds are said roughly", (seconds, es, en) => {
  expect(aboutSeconds(seconds, "es")).toBe(es);
  expect(aboutSeconds(seconds, "en")).toBe(en);
});

test("a rounded span is at most √(3/2) times off, and √(4/3) from five on", () => {
  for (let seconds = 2; seconds < 50; seconds += 0.037) {
    const said = Number(/\d+/.exec(aboutSeconds(seconds, "en"))?.[0] ?? 1);
    const off = Math.max(said / seconds, seconds / said);
    expect(off, `${seconds}`).toBeLessThanOrEqual(Math.sqrt(seconds < 5 ? 3 / 2 : 4 / 3) + 1e-9);
  }
});

test("a guess promises less, and a part is called a part", () => {
  expect(guessSeconds(8, "es")).toBe("unos segundos");
  expect(guessSeconds(300, "en")).toBe("several minutes");
  expect(guessSeconds(1e5, "en")).toBe("an hour or more");
  expect(moreThanSeconds(0.2, "es")).toBe("más de un segundo");
  expect(moreThanSeconds(31, "en")).toBe("more than 30\u00a0s");
});

test("what is left of a run is a whole sentence, whatever is known of it", () => {
  const left = (time: string, locale: Locale) => words.left[locale].replace("{time}", time);
  expect(left(moreThanSeconds(0.2, "es"), "es")).toBe("tiempo restante: más de un segundo");
  expect(left(aboutSeconds(0.2, "es"), "es")).toBe("tiempo restante: menos de un segundo");
  expect(left(moreThanSeconds(31, "en"), "en")).toBe("more than 30\u00a0s left");
});
