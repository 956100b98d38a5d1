import { describe, expect, it } from "vitest";
import type { ThreadReport } from "../../../client/compute/api.ts";
import { watchThread } from "../../../client/compute/thread.ts";

/** A thread whose side of the port is played by hand. */
function byHand() {
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const calls: { id: string; path: string[]; argumentList: { value: unknown }[] }[] = [];
  const heard: (string | ThreadReport)[] = [];
  const say = (data: unknown) => {
    for (const listener of listeners) listener({ data });
  };
  let broken: (what: string) => void = () => undefined;
  const port = {
    endpoint: {
      postMessage: (message: unknown) => calls.push(message as (typeof calls)[number]),
      addEventListener: (_: string, listener: unknown) => listeners.push(listener as (typeof listeners)[number]),
      removeEventListener: () => undefined,
    },
    onBroken(listener: (what: string) => void) {
      broken = listener;
    },
    terminate: () => heard.push("terminated"),
  };
  const thread = watchThread(
    port,
    {
      ready: () => heard.push("ready"),
      broken: (_, what, started) => heard.push(`broken ${started}: ${what}`),
      report: (_, report) => heard.push(report),
      outcome: (_, epoch, outcome) => heard.push(`outcome ${epoch}: ${outcome.kind}`),
    },
    1000,
  );
  const answer = async (value: unknown) => {
    say({ id: calls[calls.length - 1].id, type: "RAW", value });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { thread, heard, say, answer, calls, breakDown: (what: string) => broken(what) };
}

const task = { id: "t", kind: "k", key: [0, 0], steps: 1, params: {} } as const;
const order = (epoch: number) => ({ epoch, lab: "l", device: "scalar", table: null, task, inputs: {} }) as const;
const beat = (epoch: number): ThreadReport => ({ report: "beat", epoch });

describe("thread", () => {
  it("drops reports of another epoch, second answers, and everything after it was terminated", async () => {
    const { thread, heard, say, answer } = byHand();
    await answer({ complaint: null });
    thread.run(order(2), 1000);
    await new Promise((resolve) => setImmediate(resolve));
    say(beat(1));
    say(beat(2));
    await answer({ kind: "finished" });
    await answer({ kind: "finished" });
    say(beat(2));
    thread.run(order(3), 1000);
    thread.terminate();
    say(beat(3));
    await answer({ kind: "finished" });
    expect(heard).toEqual(["ready", beat(2), "outcome 2: finished", "terminated"]);
  });

  it("is broken by silence, once, and not while it has nothing to do", async () => {
    const { thread, heard, say, answer, breakDown } = byHand();
    thread.tick(900);
    await answer({ complaint: null });
    thread.tick(100_000);
    thread.run(order(1), 2000);
    thread.tick(1900);
    say(beat(1));
    thread.tick(1900);
    expect(thread.state).toBe("busy");
    thread.tick(200);
    breakDown("exit 1");
    expect(heard.slice(2)).toEqual(["terminated", "broken true: no sign of life for 2 s"]);
  });

  it("does not wait longer than its grace for a thread that should stop", async () => {
    const { thread, heard, say, answer } = byHand();
    await answer({ complaint: null });
    thread.run(order(1), 60_000);
    thread.stop(500);
    thread.tick(400);
    say(beat(1));
    thread.tick(200);
    expect(heard.slice(-1)).toEqual(["broken true: did not stop when asked"]);
  });

  it("did not start when its self-test complains or an error comes first", async () => {
    const one = byHand();
    await one.answer({ complaint: "no SIMD" });
    const two = byHand();
    two.breakDown("error: script not found");
    expect(one.heard).toEqual(["terminated", "broken false: self-test: no SIMD"]);
    expect(two.heard).toEqual(["terminated", "broken false: error: script not found"]);
  });
});
