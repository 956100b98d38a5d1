/**
 * Explores in which order the questions of several requests reach index and store. Each actor has bindings of its own, whose questions wait until
 * the scheduler lets one of them through; only then does that actor go on, to its next question or its end. So the seed alone decides the order,
 * and a failure replays from it.
 */

export interface Actor {
  readonly name: string;
  run(bindings: Env): Promise<void>;
}

/** Draws integers from 0 below `n`: a mulberry32. */
export type Draw = (n: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) % n;
  };
}

interface Waiting {
  readonly label: string;
  go(): void;
}

/** One actor as the scheduler sees it. */
interface Lane {
  waiting: Waiting | null;
  isDone: boolean;
  error: unknown;
  /** Called when the actor waits or is done. */
  changed: () => void;
}

/**
 * Runs all actors to their ends, except that about one question in `kill` is never answered: that actor ended there, as by a kill. The names of
 * the steps, in their order. Throws what an actor threw.
 */
export async function interleave(bindings: Env, actors: readonly Actor[], draw: Draw, kill = 0): Promise<string[]> {
  const lanes: Lane[] = actors.map(() => ({ waiting: null, isDone: false, error: undefined, changed: () => {} }));
  const settled = (lane: Lane) =>
    new Promise<void>((resolve) => {
      lane.changed = resolve;
    });
  const trace: string[] = [];
  for (const [i, actor] of actors.entries()) {
    const lane = lanes[i];
    const gate = (label: string) =>
      new Promise<void>((go) => {
        if (lane.waiting !== null) throw new Error(`${actor.name} asks twice at once: ${lane.waiting.label}, ${label}`);
        lane.waiting = { label: `${actor.name}: ${label}`, go };
        lane.changed();
      });
    const started = settled(lane);
    void gate("start")
      .then(() => actor.run(gated(bindings, gate)))
      .catch((error) => {
        lane.error = error;
      })
      .finally(() => {
        lane.isDone = true;
        lane.changed();
      });
    await started;
  }
  for (;;) {
    const ready = lanes.filter((lane) => lane.waiting !== null && !lane.isDone);
    if (ready.length === 0) break;
    const lane = ready[draw(ready.length)];
    const { label, go } = lane.waiting as Waiting;
    if (kill > 0 && draw(kill) === 0) {
      trace.push(`${label} (killed)`);
      lane.isDone = true;
      continue;
    }
    trace.push(label);
    lane.waiting = null;
    const next = settled(lane);
    go();
    await next;
  }
  const failed = lanes.find(({ error }) => error !== undefined);
  if (failed) throw new Error(`${String(failed.error)}\n${trace.join("\n")}`);
  return trace;
}

type Gate = (label: string) => Promise<void>;

function gated({ DB, BLOBS, ...rest }: Env, gate: Gate): Env {
  return {
    ...rest,
    DB: gatedIndex(DB, gate),
    BLOBS: gatedMethods(BLOBS, ["put", "get", "head", "delete", "list"], gate),
  };
}

/** The same object, whose named methods wait at the gate first. */
function gatedMethods<T extends object>(target: T, names: readonly string[], gate: Gate, label = ""): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (!names.includes(String(name))) return value.bind(target);
      return async (...given: unknown[]) => {
        await gate(label || String(name));
        return value.apply(target, given);
      };
    },
  });
}

const questions = ["first", "run", "all", "raw"];

function gatedIndex(db: D1Database, gate: Gate): D1Database {
  const plain = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const wrapped = new Proxy(gatedMethods(statement, questions, gate, sql.slice(0, 40)), {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => wrap(statement.bind(...values), sql);
        return Reflect.get(target, name);
      },
    });
    plain.set(wrapped, statement);
    return wrapped;
  };
  const altered: Partial<D1Database> = {
    prepare: (sql) => wrap(db.prepare(sql), sql),
    batch: async (statements) => {
      await gate(`batch of ${statements.length}`);
      return db.batch(statements.map((statement) => plain.get(statement) ?? statement));
    },
  };
  return new Proxy(db, {
    get: (_, name) => altered[name as keyof D1Database] ?? Reflect.get(db, name),
  });
}
