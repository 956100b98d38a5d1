import { describe, expect, it } from "vitest";
import { type Arrays, array } from "../../../shared/arrays.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import {
  askToLeave,
  endGang,
  type GangBuffers,
  type GangSeat,
  isOpen,
  loseMember,
  membersAtWork,
} from "../../../shared/nets/gang.ts";
import { joinShards, runShards, type ShardedRun } from "../../../shared/nets/shards.ts";
import { foldIn, integer, keyOfSeed, uniform } from "../../../shared/random/index.ts";
import { SimClock } from "../../sim/clock.ts";
import { fitStep } from "../../sim/fit.ts";
import { SimWaits } from "../../sim/waits.ts";

const task = (shards: number, steps = 60): Task => ({
  id: "fit",
  kind: "fit",
  key: keyOfSeed(5),
  steps,
  params: { inputs: 12, rows: 3, shards },
  gang: shards,
});

const day = 86_400_000;

/** A gang in simulated time: `cost(thread)` ms for each shard. */
function bench(of: Task, cost: (thread: number, pass: number) => number = () => 1) {
  const clock = new SimClock();
  const waits = new SimWaits(clock);
  const waiting = waits.waiting(() => clock.now());
  const offers: GangBuffers[] = [];
  const wanted: number[] = [];
  const pass = (milliseconds: number) => new Promise<void>((resolve) => clock.at(clock.now() + milliseconds, resolve));
  const charging = (thread: number) => {
    let passes = 0;
    return (shards: number) => pass(shards * cost(thread, passes++));
  };
  const step = fitStep(of, charging(0));
  const offer: GangSeat["offer"] = (buffers, members) => {
    offers.push(buffers);
    wanted.push(members);
  };
  const run = runShards(step, 0, { most: of.gang ?? 1, waiting, offer });
  const losses: number[] = [];
  const recorded = async (from: number, to: number, at: (n: number) => void = () => {}) => {
    for (let n = from; n < to; n++) {
      at(n);
      losses.push(...(await run.step(n)));
    }
    await run.collect();
  };
  const ends: string[] = [];
  /** A member, as its thread works: it returns to its messages now and then. */
  const join = async (index: number, buffers = offers.at(-1)) => {
    if (buffers === undefined) throw new Error("nothing was offered");
    const member = joinShards(fitStep(of, charging(index + 1)), buffers, { index, waiting });
    try {
      while (await member.serve(30)) await pass(0.1);
      ends.push(`${index} left`);
    } catch (error) {
      ends.push(`${index} failed: ${error}`);
    }
  };
  const settle = async (work: Promise<unknown>) => {
    let open = true;
    const watched = work.finally(() => {
      open = false;
    });
    expect(await clock.run(() => !open, day)).toBe("done");
    await watched;
  };
  const result = (): Arrays => ({
    losses: array(Float64Array.from(losses)),
    parameters: array(step.parameters()),
    first: array(step.state(0)),
    second: array(step.state(1)),
  });
  return { clock, offers, wanted, run, join, settle, recorded, result, ends, pass };
}

/** What one thread gives, without any gang. */
async function alone(of: Task): Promise<Arrays> {
  const step = fitStep(of);
  const run: ShardedRun = runShards(step, 0);
  const losses: number[] = [];
  for (let n = 0; n < of.steps; n++) losses.push(...(run.step(n) as Float64Array));
  return {
    losses: array(Float64Array.from(losses)),
    parameters: array(step.parameters()),
    first: array(step.state(0)),
    second: array(step.state(1)),
  };
}

describe("a gang", () => {
  it.each([2, 3, 5, 8])("of %s gives the bits of one thread, and is faster", async (size) => {
    const of = task(8);
    const { clock, run, join, settle, recorded, result, ends } = bench(of);
    for (let i = 1; i < size; i++) void join(i - 1);
    await settle(recorded(0, of.steps));
    expect(result()).toEqual(await alone(of));
    // Shards of a pass run one after the other; without a gang each step takes 8 ms, or less where the minibatch is smaller.
    const passes = Array.from({ length: of.steps }, (_, n) => fitStep(of).shardsOf(n));
    const least = passes.reduce((sum, shards) => sum + Math.ceil(shards / size), 0);
    expect(clock.now()).toBeGreaterThan(least - 1e-6);
    // A member looks at its messages for 0.1 ms every 30 ms.
    expect(clock.now()).toBeLessThan(least * 1.01);
    run.close();
    await settle(Promise.resolve());
    await clock.run(() => ends.length === size - 1, day);
    expect(ends.length).toBe(size - 1);
  });

  it("lets members in and out between any two steps", async () => {
    for (let seed = 0; seed < 40; seed++) {
      const key = keyOfSeed(seed);
      const of = task(2 + integer(foldIn(key, 1), 0, 7), 40);
      const { clock, offers, join, settle, recorded, result } = bench(of, (thread) => 0.5 + uniform(key, thread));
      let next = 0;
      const change = () => {
        const draw = foldIn(key, 2, next);
        if (next < 12 && uniform(draw, 0) < 0.6) void join(next++);
        else if (next > 0) askToLeave(offers[0].control, integer(draw, 1, next));
      };
      for (let at = 0; at < 12; at++) clock.at(uniform(foldIn(key, 3), at) * 100, change);
      await settle(recorded(0, of.steps));
      expect(offers.length).toBe(1);
      expect(result()).toEqual(await alone(of));
    }
  });

  it("continues alone after a member that never ends its share, and offers other memory", async () => {
    const of = task(8, 200);
    const hangs = 40;
    const { clock, offers, join, settle, recorded, result } = bench(of, (thread, pass) =>
      thread === 1 && pass === hangs ? 5000 : 1,
    );
    void join(0);
    void join(1);
    await settle(recorded(0, of.steps));
    expect(offers.length).toBe(2);
    expect(offers.map(({ control }) => isOpen(control))).toEqual([false, true]);
    expect(result()).toEqual(await alone(of));
    // Two seconds of patience, and at most half a second's steps again.
    expect(clock.now()).toBeLessThan(200 * 8 + 2000 + 2000);
  });

  it("continues at once when it is told of a loss, and after an error of a member", async () => {
    const of = task(8, 100);
    const { clock, offers, join, settle, recorded, result, ends } = bench(of, (thread, pass) => {
      if (thread === 3 && pass === 20) throw new Error("out of memory");
      return thread === 1 && pass === 30 ? 1e6 : 1;
    });
    void join(0);
    clock.at(200, () => loseMember(offers[0].control, 0));
    clock.at(260, () => void join(2, offers[1]));
    await settle(recorded(0, of.steps));
    expect(result()).toEqual(await alone(of));
    expect(ends).toContain("2 failed: Error: out of memory");
    expect(offers.length).toBe(3);
    expect(clock.now()).toBeLessThan(100 * 8 + 200);
  });

  it("takes half as many members where they slow it down, in the end none, and tries again after ever longer pauses", async () => {
    const of = task(8, 6000);
    const { clock, offers, wanted, join, settle, recorded, result } = bench(of, (thread) => (thread === 0 ? 1 : 9));
    const sizes: number[] = [];
    const come = () => {
      const { control } = offers[offers.length - 1];
      if (membersAtWork(control) === 0 && isOpen(control))
        for (let i = 0; i < Math.min(3, wanted[offers.length - 1]); i++) void join(i);
      sizes.push(membersAtWork(control));
    };
    for (let at = 100; at < 36_000; at += 100) clock.at(at, come);
    await settle(recorded(0, of.steps));
    expect(result()).toEqual(await alone(of));
    const tries = 5;
    expect(wanted.slice(0, 2 * tries)).toEqual(Array.from({ length: tries }, () => [7, 1]).flat());
    expect(wanted.length).toBeLessThanOrEqual(2 * tries + 1);
    expect(Math.max(...sizes)).toBe(3);
    const least = Array.from({ length: of.steps }, (_, n) => fitStep(of).shardsOf(n)).reduce((a, b) => a + b);
    // Each time at most two spells of half a second of slow work.
    expect(clock.now()).toBeLessThan(least + tries * 2 * 600);
  });

  it("soon takes a member back that was slow for a moment", async () => {
    const of = task(8, 1200);
    const slow = { from: 1000, to: 2200 };
    const { clock, offers, join, settle, recorded, result } = bench(of, (thread) =>
      thread > 0 && clock.now() >= slow.from && clock.now() < slow.to ? 6 : 1,
    );
    let next = 0;
    const come = () => {
      if (membersAtWork(offers[offers.length - 1].control) === 0) void join(next++);
    };
    for (let at = 50; at < 5000; at += 50) clock.at(at, come);
    await settle(recorded(0, of.steps));
    expect(result()).toEqual(await alone(of));
    const least = Array.from({ length: of.steps }, (_, n) => fitStep(of).shardsOf(n)).reduce((a, b) => a + b);
    // Alone during the slow spell and a second or so behind it, else with two threads.
    expect(clock.now()).toBeLessThan(0.5 * least + 0.5 * (slow.to - slow.from) + 2500);
  });

  it("never uses memory again in which it was broken", async () => {
    const of = task(8, 150);
    const { clock, offers, join, settle, recorded, result } = bench(of);
    void join(0);
    void join(1);
    clock.at(100, () => endGang(offers[0].control, "broken"));
    // As a thread that was terminated and goes on writing, but worse.
    for (let at = 100.5; at < 900; at += 0.5)
      clock.at(at, () => {
        if (isOpen(offers[0].control)) throw new Error("not broken");
        for (const buffer of Object.values(offers[0]))
          if (buffer !== offers[0].control) new Uint8Array(buffer).fill(at);
      });
    clock.at(200, () => void join(0, offers[1]));
    await settle(recorded(0, of.steps));
    expect(offers.length).toBe(2);
    expect(result()).toEqual(await alone(of));
  });

  it("lets go whoever waits before it is at work, and takes no seat twice", async () => {
    const of = task(4, 10);
    const { clock, offers, join, settle, recorded, result, ends } = bench(of);
    expect(askToLeave(offers[0].control, 0)).toBe(true);
    await settle(join(0));
    void join(1);
    expect(askToLeave(offers[0].control, 1)).toBe(true);
    await clock.run(() => ends.length === 2, day);
    expect(ends).toEqual(["0 left", "1 left"]);
    await settle(recorded(0, of.steps));
    expect(result()).toEqual(await alone(of));
  });

  it("refuses steps out of order", () => {
    const run = runShards(fitStep(task(2)), 3);
    expect(() => run.step(4)).toThrow("step 4 follows step 2");
  });
});
