import { createHash } from "node:crypto";
import { vi } from "vitest";
import type { Status } from "../../client/run/status.ts";
import { foldIn, keyOfSeed } from "../../shared/random/index.ts";
import { SimClock } from "./clock.ts";
import { SimLocks } from "./locks.ts";
import { ownFileKey, SimPage } from "./page.ts";
import { drawPage, healthyPage, type PageScenario } from "./page-faults.ts";

/** What became of one run on a page. */
export interface Ended {
  readonly status: Status;
  /** Milliseconds from the failure to the page that says so; null where nothing failed. */
  readonly silentFor: number | null;
  readonly overwritten: boolean;
}

export interface Visit {
  readonly scenario: PageScenario;
  readonly first: Ended;
  /** After a failure, once the network is back: the same run again, as the button does. */
  readonly again: Ended | null;
}

/** No visit takes a day: what is busy then is busy for ever. */
const day = 86_400_000;

/** The visit that a seed describes, with its faults or as it would be without any. */
export async function visit(seed: number, faults: "faults" | "none"): Promise<Visit> {
  const drawn = drawPage(foldIn(keyOfSeed(seed), 2));
  const scenario = faults === "faults" ? drawn : healthyPage(drawn);
  const clock = new SimClock();
  const profile = { clock, disk: new Map<string, unknown>([[ownFileKey, "1,2"]]), locks: new SimLocks() };
  const page = await stay(scenario, profile);
  const first = endOf(page);
  if (first.status.kind !== "failed") return { scenario, first, again: null };
  page.mend();
  void page.run();
  await clock.run(() => false, day);
  return { scenario, first, again: endOf(page) };
}

/** One page, or one and the page that a reload makes of it, until nothing is left to happen. */
async function stay(scenario: PageScenario, profile: ConstructorParameters<typeof SimPage>[0]): Promise<SimPage> {
  const { clock } = profile;
  let page = new SimPage(profile, scenario);
  const { reloadAt, pauseAt } = scenario;
  if (pauseAt !== null) {
    clock.at(pauseAt, () => page.session.pause());
    clock.at(pauseAt + 700, () => page.session.resume());
  }
  if (reloadAt !== null) {
    clock.at(reloadAt, () => {
      page.kill();
      page = new SimPage(profile, scenario);
      void page.session.recover().then(() => page.run());
    });
  }
  void page.run();
  await clock.run(() => false, day);
  return page;
}

function endOf(page: SimPage): Ended {
  const { failedAt, saidAt, overwritten } = page;
  const silentFor = failedAt === null ? null : (saidAt ?? Infinity) - failedAt;
  return { status: page.session.status.value, silentFor, overwritten };
}

/** Hashes at once, so that simulated time does not stand still for them; returns what undoes it. */
export function hashAtOnce(): () => void {
  const spy = vi.spyOn(crypto.subtle, "digest").mockImplementation(async (_algorithm, bytes) => {
    const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : (bytes as Uint8Array);
    const hash = createHash("sha256").update(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return new Uint8Array(hash.digest()).buffer;
  });
  return () => spy.mockRestore();
}
