import { type Signal, signal } from "@preact/signals";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { type AddressBar, addressOf, DeskAddress } from "../../../client/app/lab/address.ts";
import { entryOf } from "../../../client/app/lab/desk-entry.ts";
import { type Asked, readLink } from "../../../client/app/open/read-link.ts";
import { partLost } from "../../../client/app/parts.ts";
import { parseRoute } from "../../../client/app/router.ts";
import { type Draft, edit, endGesture, moveTo, redo, same, startDraft, undo } from "../../../client/run/draft.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { Envelope } from "../../../shared/experiment/envelope.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { editedExperiments } from "../edited.ts";

const [firstPreset, secondPreset] = rbm.presets;

/** What an address opens, as the page of the lab does. */
async function opened(lab: Lab, address: string): Promise<Asked> {
  const route = parseRoute(new URL(address, "https://example.test"));
  if (route.page !== "lab") throw new Error(`not a lab's page: ${address}`);
  return route.link ? readLink(route.link) : { experiment: presetExperiment(lab, route.preset ?? undefined) };
}

/** A browser's history in which going takes a moment, as in browsers. */
class FakeBar implements AddressBar {
  readonly entries: { address: string; state: unknown }[];
  at = 0;
  writes = 0;
  take: (state: unknown) => boolean = () => false;
  refuses = false;
  refused = 0;
  constructor(address: string) {
    this.entries = [{ address, state: null }];
  }
  address = () => this.entries[this.at].address;
  state = () => this.entries[this.at].state;
  length = (address: string) => address.length;
  write(address: string, state: unknown, how: "push" | "replace"): void {
    if (this.refuses) {
      this.refused++;
      throw new DOMException("too often", "SecurityError");
    }
    this.writes++;
    if (how === "push") this.entries.splice(++this.at, Number.POSITIVE_INFINITY);
    this.entries[this.at] = { address, state: structuredClone(state) };
  }
  go(by: number): void {
    pending++;
    setTimeout(() => {
      pending--;
      if (this.entries[this.at + by] === undefined) return;
      this.at += by;
      this.take(this.state());
    }, 1);
  }
}

interface Desk {
  readonly bar: FakeBar;
  readonly draft: Signal<Draft>;
  readonly envelope: Signal<Envelope | null>;
  readonly tooLong: Signal<boolean>;
  readonly origin: Signal<Experiment>;
  readonly address: DeskAddress;
  set(path: string, value: unknown, gesture?: string): void;
  back(): Promise<void>;
  on(): Promise<void>;
}

/** What is under way: links being made and read, steps through the history, waits. */
let pending = 0;
async function counted<T>(work: Promise<T>): Promise<T> {
  pending++;
  try {
    return await work;
  } finally {
    pending--;
  }
}

/** Waits are short, but for the second that a browser is given to go a step. */
function after(ms: number, call: () => void): () => void {
  if (ms === 1000) return () => {};
  pending++;
  setTimeout(
    () => {
      pending--;
      call();
    },
    Math.min(ms, 10),
  );
  return () => {};
}
/** Time in which every wait is short. */
let now = 0;
const clock = { now: () => (now += 900), after };
beforeEach(() => {
  now = 0;
});

async function deskAt(bar: FakeBar, encode = addressOf): Promise<Desk> {
  const { experiment, envelope: said = null } = await opened(rbm, bar.address());
  const from = entryOf(bar.state())?.from;
  const draft = signal(startDraft(experiment));
  const origin = signal(from ? (await opened(rbm, from)).experiment : experiment);
  const envelope = signal<Envelope | null>(said);
  const tooLong = signal(false);
  const session = {
    lab: rbm,
    draft,
    origin,
    goTo(to: Experiment, way: -1 | 1) {
      draft.value = moveTo(draft.value, to, way);
    },
  };
  const open = (address: string) => (address.startsWith("/lab/rbm") ? counted(opened(rbm, address)) : null);
  const encoded = (lab: Lab, asked: Asked) => counted(encode(lab, asked));
  const address = new DeskAddress({ session, envelope, tooLong, bar, clock, open, encode: encoded });
  bar.take = (state) => address.take(state);
  const step = async (by: number) => {
    bar.go(by);
    await quiet();
  };
  return {
    ...{ bar, draft, envelope, tooLong, origin, address },
    set(path, value, gesture) {
      draft.value = edit(draft.value, setPath(rbm, draft.value.experiment, path, value), gesture ?? null);
    },
    back: () => step(-1),
    on: () => step(1),
  };
}

/** Until nothing is under way, and nothing has begun for a while. */
async function quiet(): Promise<void> {
  for (let idle = 0; idle < 5; idle++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (pending > 0) idle = -1;
  }
}

const hidden = ({ draft }: Desk) => draft.value.experiment.params.hidden;
const saysItself = async ({ bar, draft, envelope }: Desk) => {
  const asked = await opened(rbm, bar.address());
  expect(asked.experiment).toEqual(draft.value.experiment);
  expect(asked.envelope ?? null).toEqual(envelope.value);
};

describe("the address of a desk", () => {
  test("stays a preset's as long as nothing was changed, and is one again when one is chosen", async () => {
    const desk = await deskAt(new FakeBar(`/lab/rbm?preset=${secondPreset.id}`));
    await quiet();
    expect(desk.bar.entries.map(({ address }) => address)).toEqual([`/lab/rbm?preset=${secondPreset.id}`]);
    expect(desk.address.lags).toBe(false);
    desk.set("seed", 12345);
    // From the very moment: the page may be left before the link is made.
    expect(desk.address.lags).toBe(true);
    await quiet();
    expect(desk.address.lags).toBe(false);
    expect(desk.bar.address()).toMatch(/^\/lab\/rbm#v1\.[\w-]+$/);
    await saysItself(desk);
    const first = presetExperiment(rbm, firstPreset);
    desk.origin.value = first;
    desk.draft.value = edit(desk.draft.value, first);
    await quiet();
    expect(desk.bar.address()).toBe(`/lab/rbm?preset=${firstPreset.id}`);
    expect(desk.bar.entries).toHaveLength(3);
    await desk.back();
    expect(desk.draft.value.experiment.seed).toBe(12345);
    // The form starts again from where it started then.
    expect(desk.origin.value).toEqual(presetExperiment(rbm, secondPreset));
  });

  test("is replaced while a control is dragged, with one step when it is let go", async () => {
    const desk = await deskAt(new FakeBar("/lab/rbm"));
    const before = hidden(desk);
    const seen = new Set<string>();
    for (const value of [5, 6, 7, 8]) {
      desk.set("params.hidden", value, "params.hidden");
      await quiet();
      await saysItself(desk);
      seen.add(desk.bar.address());
      expect(desk.bar.entries).toHaveLength(1);
    }
    expect(seen.size).toBe(4);
    desk.draft.value = endGesture(desk.draft.value);
    await quiet();
    expect(desk.bar.entries.map(({ address }) => address)).toEqual(["/lab/rbm", [...seen].at(-1)]);
    await desk.back();
    expect(hidden(desk)).toBe(before);
    expect(desk.bar.address()).toBe("/lab/rbm");
    await desk.on();
    expect(hidden(desk)).toBe(8);
    await saysItself(desk);
  });

  test("goes with undo and redo, however fast they come", async () => {
    const desk = await deskAt(new FakeBar("/lab/rbm"));
    for (const value of [2, 3, 4, 5]) {
      desk.set("params.hidden", value);
      await quiet();
    }
    for (let i = 0; i < 3; i++) desk.draft.value = undo(desk.draft.value);
    await quiet();
    expect(hidden(desk)).toBe(2);
    expect(desk.bar.at).toBe(1);
    desk.draft.value = redo(desk.draft.value);
    await quiet();
    expect(desk.bar.at).toBe(2);
    await saysItself(desk);
    // What was undone is forgotten by an edit, here and there.
    desk.set("params.hidden", 9);
    await quiet();
    expect(desk.bar.entries).toHaveLength(4);
    await desk.back();
    await desk.back();
    expect(hidden(desk)).toBe(2);
  });

  test("of a drag that was left by a step back is none when its step comes again", async () => {
    const desk = await deskAt(new FakeBar("/lab/rbm"));
    desk.set("params.hidden", 3);
    await quiet();
    desk.set("params.hidden", 4, "params.hidden");
    await quiet();
    await desk.back();
    desk.draft.value = redo(desk.draft.value);
    await quiet();
    expect(hidden(desk)).toBe(3);
    await saysItself(desk);
  });

  test("keeps what a teacher says and hides, and follows it", async () => {
    const envelope = { title: "Práctica 3", hide: ["seed"] };
    const start = await addressOf(rbm, { experiment: presetExperiment(rbm), envelope });
    const desk = await deskAt(new FakeBar(start));
    desk.set("params.hidden", 3);
    await quiet();
    expect(desk.bar.address()).toMatch(/^\/lab\/rbm#v2\./);
    await saysItself(desk);
    desk.envelope.value = { title: "Práctica 4" };
    await quiet();
    expect(desk.bar.entries).toHaveLength(2);
    await saysItself(desk);
    await desk.back();
    await saysItself(desk);
  });

  test("after a reload goes on through the steps of before, and starts from where it started", async () => {
    const bar = new FakeBar(`/lab/rbm?preset=${secondPreset.id}`);
    const before = await deskAt(bar);
    for (const value of [3, 4, 5]) {
      before.set("params.hidden", value);
      await quiet();
    }
    before.address.close();
    const desk = await deskAt(bar);
    expect(hidden(desk)).toBe(5);
    expect(desk.origin.value).toEqual(presetExperiment(rbm, secondPreset));
    await desk.back();
    expect(hidden(desk)).toBe(4);
    await desk.back();
    await desk.back();
    expect(desk.draft.value.experiment).toEqual(presetExperiment(rbm, secondPreset));
    await desk.on();
    expect(hidden(desk)).toBe(3);
    await saysItself(desk);
    expect(bar.entries).toHaveLength(4);
  });

  test("of an experiment that is too long stays the last good one, and says so", async () => {
    const encode = async (lab: Lab, asked: Asked) =>
      `${await addressOf(lab, asked)}${asked.experiment.params.hidden === 7 ? "x".repeat(9000) : ""}`;
    const desk = await deskAt(new FakeBar("/lab/rbm"), encode);
    desk.set("params.hidden", 3);
    await quiet();
    const good = desk.bar.address();
    desk.set("params.hidden", 7);
    await quiet();
    expect(desk.bar.address()).toBe(good);
    expect(desk.tooLong.value).toBe(true);
    expect(entryOf(desk.bar.state())?.isBeyond).toBe(true);
    desk.set("params.hidden", 8);
    await quiet();
    expect(desk.tooLong.value).toBe(false);
    expect(entryOf(desk.bar.state())?.isBeyond).toBeUndefined();
    await saysItself(desk);
    await desk.back();
    expect(hidden(desk)).toBe(3);
    expect(entryOf(desk.bar.state())?.isBeyond).toBeUndefined();
  });

  test("is written later where what writes links could not be loaded", async () => {
    let isGone = true;
    let asked = 0;
    const encode = async (lab: Lab, one: Asked) => {
      asked++;
      if (isGone) throw Object.assign(new Error("no script"), { code: partLost });
      return addressOf(lab, one);
    };
    const desk = await deskAt(new FakeBar("/lab/rbm"), encode);
    desk.set("params.hidden", 3);
    await expect.poll(() => asked).toBeGreaterThan(1);
    expect([desk.bar.address(), desk.tooLong.value]).toEqual(["/lab/rbm", false]);
    isGone = false;
    await quiet();
    await saysItself(desk);
  });

  test("a late encoding is never written over a newer one", async () => {
    let slow = true;
    const encode = async (lab: Lab, asked: Asked) => {
      if (slow) {
        slow = false;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return addressOf(lab, asked);
    };
    const desk = await deskAt(new FakeBar("/lab/rbm"), encode);
    desk.set("params.hidden", 3, "params.hidden");
    await new Promise((resolve) => setTimeout(resolve, 5));
    desk.set("params.hidden", 4, "params.hidden");
    await quiet();
    expect(hidden(desk)).toBe(4);
    await saysItself(desk);
  });

  test("a step that is undone before it was written leaves no trace", async () => {
    const encode = async (lab: Lab, asked: Asked) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return addressOf(lab, asked);
    };
    const desk = await deskAt(new FakeBar("/lab/rbm"), encode);
    desk.set("params.hidden", 3);
    await new Promise((resolve) => setTimeout(resolve, 5));
    desk.draft.value = undo(desk.draft.value);
    await quiet();
    expect(desk.bar.entries.map(({ address }) => address)).toEqual(["/lab/rbm"]);
  });

  test("a browser that refuses writes gets the last one later", async () => {
    const desk = await deskAt(new FakeBar("/lab/rbm"));
    desk.bar.refuses = true;
    desk.set("params.hidden", 3);
    // It tries again and again: nothing is quiet.
    await expect.poll(() => desk.bar.refused).toBeGreaterThan(1);
    expect(desk.bar.address()).toBe("/lab/rbm");
    desk.bar.refuses = false;
    await quiet();
    await saysItself(desk);
  });

  test("is the opened one's again where the form says what was opened", async () => {
    const start = await addressOf(rbm, { experiment: presetExperiment(rbm) });
    const desk = await deskAt(new FakeBar(start));
    desk.set("params.hidden", 3);
    await quiet();
    desk.draft.value = edit(desk.draft.value, presetExperiment(rbm));
    await quiet();
    expect(desk.bar.address()).toBe(start);
    expect(desk.bar.entries).toHaveLength(3);
  });

  test("another page's step is not this desk's", async () => {
    const desk = await deskAt(new FakeBar("/lab/rbm"));
    expect(desk.address.take(null)).toBe(false);
    expect(desk.address.take({ desk: { id: "other", index: 0 } })).toBe(false);
    expect(desk.address.take({ opened: "file" })).toBe(false);
  });

  test("says what the form says after any walk of edits, drags, undos, steps back and on", async () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant("set" as const), value: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ kind: fc.constant("drag" as const), value: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ kind: fc.constantFrom("settle", "undo", "redo", "back", "on", "wait") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 14 }), async (actions) => {
        const desk = await deskAt(new FakeBar("/lab/rbm"));
        for (const one of actions) {
          if (one.kind === "set") desk.set("params.hidden", (one as { value: number }).value);
          if (one.kind === "drag") desk.set("params.hidden", (one as { value: number }).value, "params.hidden");
          if (one.kind === "settle") desk.draft.value = endGesture(desk.draft.value);
          if (one.kind === "undo") desk.draft.value = undo(desk.draft.value);
          if (one.kind === "redo") desk.draft.value = redo(desk.draft.value);
          if (one.kind === "back") desk.bar.go(-1);
          if (one.kind === "on") desk.bar.go(1);
          if (one.kind === "wait") await quiet();
          if (one.kind === "back" || one.kind === "on") await quiet();
        }
        await quiet();
        await saysItself(desk);
        desk.address.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(labs)("an address of $id", ({ load }) => {
  test("opens exactly the experiment that it was made of", async () => {
    const lab = await load();
    const envelope = fc.option(fc.record({ title: fc.constantFrom("a", "Práctica · 3") }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(editedExperiments(lab), envelope, async (experiment, said) => {
        const asked = await opened(lab, await addressOf(lab, { experiment, envelope: said }));
        const json = (one: Experiment) => canonicalJson(writtenExperiment(lab, one));
        expect(json(asked.experiment)).toBe(json(experiment));
        expect(same(asked.experiment, experiment)).toBe(true);
        expect(asked.envelope).toEqual(said);
      }),
      { numRuns: 40 },
    );
  });
});
