import { describe, expect, test } from "vitest";
import { NewsReader } from "../../../client/run/news.ts";
import type { Status } from "../../../client/run/status.ts";
import type { Result } from "../../../shared/experiment/result.ts";

const running = (fraction: number): Status => ({
  kind: "running",
  done: 0,
  total: 1,
  fraction,
  seconds: 0,
  pace: null,
});
const paused = (fraction: number): Status => ({ ...running(fraction), kind: "paused" }) as Status;
const finished: Status = { kind: "finished", result: { seconds: 9 } as Result };
const failed: Status = { kind: "failed", error: new Error("no") };
const preparing: Status = { kind: "preparing" };

/** What is said of statuses that come at these seconds. */
function said(...statuses: [at: number, status: Status][]): string[] {
  const reader = new NewsReader();
  return statuses.flatMap(([at, status]) => {
    const news = reader.read(status, at * 1000);
    return news ? [`${at}: ${Object.values(news).join(" ")}`] : [];
  });
}

describe("the news of a run", () => {
  test("are its start, its quarters and its end, not each of its frames", () => {
    const frames = Array.from({ length: 1001 }, (_, i): [number, Status] => [1 + i / 100, running(i / 1000)]);
    expect(said([0, { kind: "idle" }], [0.5, preparing], ...frames, [11.1, finished], [11.2, finished])).toEqual([
      "0.5: started",
      "3.5: quarter 25",
      "6: quarter 50",
      "8.5: quarter 75",
      "11.1: finished 9",
    ]);
  });

  test("of a short run are its start and its end: nobody could hear more", () => {
    const frames = Array.from({ length: 101 }, (_, i): [number, Status] => [0.5 + i / 100, running(i / 100)]);
    expect(said([0.5, preparing], ...frames, [1.6, finished])).toEqual(["0.5: started", "1.6: finished 9"]);
  });

  test("leave out quarters that passed unheard, and begin again with the next run", () => {
    expect(
      said(
        [0, preparing],
        [1, running(0.3)],
        [2, running(0.6)],
        [2.1, running(0.6)],
        [3, failed],
        [4, preparing],
        [7, running(0.3)],
      ),
    ).toEqual(["0: started", "2: quarter 50", "4: started", "7: quarter 25"]);
  });

  test("say that a run is paused and goes on; of a failure they say nothing, since it has a message of its own", () => {
    expect(
      said([0, preparing], [3, running(0.1)], [4, paused(0.1)], [5, paused(0.1)], [6, running(0.1)], [9, failed]),
    ).toEqual(["0: started", "4: paused", "6: resumed"]);
  });
});
