import { describe, expect, it } from "vitest";
import { askToLeave, endGang, type GangBuffers, type GangSeat, isOpen, loseMember } from "../../../shared/nets/gang.ts";
import { joinSums, knownIn, runSums, type ShardedSums, type SumsRun } from "../../../shared/nets/gang-sums.ts";
import { foldIn, integer, keyOfSeed, uniform } from "../../../shared/random/index.ts";
import { SimClock } from "../../sim/clock.ts";
import { nowOf, SimWaits } from "../../sim/waits.ts";

const day = 86_400_000;
const size = 5;

/** Answers that no other order of additions gives to the last bit. */
function sums(shards: number, cost: () => void | Promise<void> = () => undefined): ShardedSums {
  const write = (question: Float64Array, shard: number, into: Float64Array) => {
    for (let i = 0; i < size; i++) into[i] = (uniform(keyOfSeed(shard), i) - 0.3) * 10 ** (shard % 7) * question[i % 2];
  };
  return {
    shards,
    question: 2,
    answer: size,
    sum(question, shard, into) {
      const passed = cost();
      if (passed === undefined) return write(question, shard, into);
      return passed.then(() => write(question, shard, into));
    },
  };
}

/** One question after another, each made of the answer before. */
async function asked(run: SumsRun, questions: number): Promise<readonly number[]> {
  const told: number[] = [];
  let question = Float64Array.of(1, -1);
  for (let n = 0; n < questions; n++) {
    const into = Float64Array.of(n, 0, 0, 0, 0);
    await run.ask(question, into);
    told.push(...into);
    question = into.slice(0, 2).map((x) => 1 / (1 + x * x));
  }
  return told;
}

const alone = (shards: number, questions: number) => asked(runSums(sums(shards)), questions);

/** A gang in simulated time: `cost(thread)` ms for each shard. */
function bench(
  shards: number,
  cost: (thread: number, pass: number) => number = () => 1,
  ahead: (thread: number, shard: number) => void = () => undefined,
) {
  const clock = new SimClock();
  const waits = new SimWaits(clock);
  const waiting = waits.waiting(() => clock.now());
  const offers: GangBuffers[] = [];
  const pass = (milliseconds: number) => new Promise<void>((resolve) => clock.at(clock.now() + milliseconds, resolve));
  const charging = (thread: number) => {
    let passes = 0;
    return () => pass(cost(thread, passes++));
  };
  const offer: GangSeat["offer"] = (buffers) => {
    offers.push(buffers);
  };
  const of = (thread: number): ShardedSums => ({
    ...sums(shards, charging(thread)),
    ahead: (shard) => ahead(thread, shard),
  });
  const run = runSums(of(0), { most: 8, waiting, offer }, { scale: Float64Array.of(2, 3) });
  const join = async (index: number, buffers = offers[offers.length - 1]) => {
    expect([...knownIn(buffers, "scale")]).toEqual([2, 3]);
    const member = joinSums(of(index + 1), buffers, { index, waiting });
    try {
      while (await member.serve(30)) await pass(0.1);
    } catch {
      // Its gang is broken, which is what the test asks for.
    }
  };
  const settle = async <T>(work: Promise<T>): Promise<T> => {
    let open = true;
    const watched = work.finally(() => {
      open = false;
    });
    expect(await clock.run(() => !open, day)).toBe("done");
    return watched;
  };
  return { clock, offers, run, join, settle };
}

describe("sums by a gang", () => {
  it("without a gang are there at once, shard after shard", () => {
    const into = new Float64Array(size);
    nowOf(runSums(sums(3)).ask(Float64Array.of(1, 2), into));
    const parts = [0, 1, 2].map((shard) => {
      const part = new Float64Array(size);
      nowOf(sums(3).sum(Float64Array.of(1, 2), shard, part));
      return part;
    });
    expect(into).toEqual(parts[0].map((x, i) => x + parts[1][i] + parts[2][i]));
  });

  it.each([2, 3, 5, 8])("of %s threads have the bits of one, and are faster", async (threads) => {
    const { clock, run, join, settle } = bench(16);
    for (let i = 1; i < threads; i++) void join(i - 1);
    expect(await settle(asked(run, 60))).toEqual(await alone(16, 60));
    const least = 60 * Math.ceil(16 / threads);
    expect(clock.now()).toBeGreaterThan(least - 1e-6);
    expect(clock.now()).toBeLessThan(1.02 * least);
  });

  it("are gathered shard after shard, of as many shards as are asked, or found in another way by a thread alone", async () => {
    const gathered = async (run: SumsRun, alone?: () => void) => {
      const told: number[] = [];
      for (let n = 1; n <= 40; n++) {
        const shards = 1 + (n % 16);
        const take = (answer: Float64Array, shard: number) => void told.push(shard, ...answer);
        await run.gather({ question: () => Float64Array.of(n, -n), shards, take, ...(alone && { alone }) });
      }
      return told;
    };
    const { run, join, settle } = bench(16);
    expect(run.threads).toBe(1);
    for (let i = 0; i < 3; i++) void join(i);
    expect(run.threads).toBe(2);
    const alone = () => expect.unreachable("alone in a gang");
    expect(await settle(gathered(run, alone))).toEqual(await gathered(runSums(sums(16))));
    expect(run.threads).toBe(4);
    let times = 0;
    await gathered(runSums(sums(16)), () => {
      times++;
    });
    expect(times).toBe(40);
  });

  it("are prepared by members for the shards that they begin with, between questions, and by no leader", async () => {
    const { run, join, settle } = bench(
      7,
      () => 1,
      (thread, shard) => prepared.push([thread, shard]),
    );
    const prepared: [number, number][] = [];
    for (let i = 0; i < 2; i++) void join(i);
    await settle(asked(run, 5));
    // Three threads: 7 shards are 0, 3, 6 of the leader, 1, 4 and 2, 5 of the members.
    const of = (thread: number) => prepared.filter(([own]) => own === thread).map(([, shard]) => shard);
    expect(of(0)).toEqual([]);
    expect(of(1)).toEqual([1, 4, 1, 4, 1, 4, 1, 4, 1, 4]);
    expect(of(2)).toEqual([2, 5, 2, 5, 2, 5, 2, 5, 2, 5]);
  });

  it("are shared by what each thread gets done, and taken while others are at work", async () => {
    const { clock, run, join, settle } = bench(16, (thread) => (thread === 1 ? 3 : 1));
    void join(0);
    const takenAt: number[] = [];
    const gathered = async () => {
      for (let n = 0; n < 20; n++) {
        const began = clock.now();
        takenAt.length = 0;
        const take = () => void takenAt.push(clock.now() - began);
        await run.gather({ question: () => Float64Array.of(n, -n), take });
      }
    };
    await settle(gathered());
    // In twelve turns one has twelve shards and the other four; of equal shares the slower one would have 24 to do.
    expect(takenAt.at(-1)).toBeLessThanOrEqual(13 + 1e-6);
    expect(takenAt[0]).toBeLessThanOrEqual(1 + 1e-6);
    expect(takenAt[5]).toBeLessThanOrEqual(10 + 1e-6);
    expect(takenAt).toHaveLength(16);
  });

  it("stay the same while members come and go", async () => {
    for (let seed = 0; seed < 30; seed++) {
      const key = keyOfSeed(seed);
      const shards = 1 + integer(foldIn(key, 1), 0, 16);
      const { clock, offers, run, join, settle } = bench(shards, (thread) => 0.5 + uniform(key, thread));
      let next = 0;
      const change = () => {
        const draw = foldIn(key, 2, next);
        if (offers.length === 0) return;
        if (next < 12 && uniform(draw, 0) < 0.6) void join(next++);
        else if (next > 0) askToLeave(offers[0].control, integer(draw, 1, next));
      };
      for (let at = 0; at < 12; at++) clock.at(uniform(foldIn(key, 3), at) * 100, change);
      expect(await settle(asked(run, 30))).toEqual(await alone(shards, 30));
      expect(offers.length).toBe(shards > 1 ? 1 : 0);
    }
  });

  it("cost one question where a member is lost, fails or hangs, and memory that was broken is never used again", async () => {
    const { clock, offers, run, join, settle } = bench(8, (thread, pass) => {
      if (thread === 3 && pass === 20) throw new Error("out of memory");
      return (thread === 1 && pass === 30) || (thread === 5 && pass === 10) ? 1e5 : 1;
    });
    void join(0);
    clock.at(200, () => loseMember(offers[0].control, 0));
    clock.at(260, () => void join(2, offers[1]));
    for (let at = 205; at < 900; at += 5)
      clock.at(at, () => {
        if (isOpen(offers[0].control)) throw new Error("not broken");
        new Uint8Array(offers[0].question).fill(at);
        new Uint8Array(offers[0].answers).fill(at);
      });
    clock.at(500, () => void join(4, offers[2]));
    expect(await settle(asked(run, 100))).toEqual(await alone(8, 100));
    // After the third that broke the thread stays alone.
    expect(offers.length).toBe(3);
    expect(clock.now()).toBeLessThan(100 * 8 + 2500);
  });

  it("are given up by a gang that is slower than one thread, and tried again later", async () => {
    const { clock, offers, run, join, settle } = bench(8, (thread) => (thread === 0 ? 1 : 9));
    const come = () => {
      const last = offers[offers.length - 1];
      if (isOpen(last.control)) void join(offers.length, last);
    };
    clock.at(100, come);
    clock.at(8000, come);
    const done = asked(run, 2000);
    expect(await settle(done)).toEqual(await alone(8, 2000));
    expect(offers.map(({ control }) => isOpen(control))).toEqual([false, false, true]);
    // Twice two spells of half a second of slow work, in which a question takes 36 ms in place of 8.
    expect(clock.now()).toBeLessThan(2000 * 8 + 2 * 1100);
  });

  it("let members go at the end", async () => {
    const { clock, offers, run, join, settle } = bench(4);
    const member = join(0);
    await settle(asked(run, 5));
    run.close();
    await settle(member);
    expect(isOpen(offers[0].control)).toBe(false);
    endGang(offers[0].control, "broken");
    expect(clock.now()).toBeLessThan(200);
  });
});
