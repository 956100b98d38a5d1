/** Messages one by one: against enumeration on trees, against the rounds of `loopy.ts` and by what is known of schedules. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beginLoopy, beliefs, betheFreeEnergy, loopyRound } from "../../../../shared/kernels/bayes-net/loopy.ts";
import {
  decode,
  dependents,
  isContradiction,
  logProduct,
  orderOf,
  SCHEDULES,
  type SendOptions,
  sendRound,
  sources,
  stateAfter,
  tiesOf,
  type Wiring,
  wire,
} from "../../../../shared/kernels/bayes-net/messages.ts";
import type { Factor, Model } from "../../../../shared/kernels/bayes-net/model.ts";
import { keyOfSeed, uniform } from "../../../../shared/random/index.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";

/** A tree of factors: each new one hangs on one variable that is there and brings up to two more. `levels`: numbers of a table are among so many. */
function treeOf(seed: number, factors: number, levels = Number.POSITIVE_INFINITY): Model {
  const key = keyOfSeed(seed);
  let draws = 0;
  const draw = (n: number) => Math.floor(uniform(key, draws++) * n);
  const sizes = [1 + draw(3)];
  const all: Factor[] = [];
  for (let f = 0; f < factors; f++) {
    const scope = [draw(sizes.length)];
    for (let more = draw(3); more > 0; more--) scope.push(sizes.push(1 + draw(3)) - 1);
    const cells = scope.reduce((product, v) => product * sizes[v], 1);
    const table = Float64Array.from({ length: cells }, () =>
      Number.isFinite(levels) ? 1 + draw(levels) : 0.05 + uniform(key, draws++),
    );
    all.push({ scope: draw(2) ? scope : [...scope].reverse(), table });
  }
  return { sizes: Int32Array.from(sizes), factors: all };
}

/** Repulsion in a complete graph of four, in a weak field: a known case in which messages sent at once swing for ever. */
function repulsive(strength: number): Model {
  const pairs = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b) => [a, b]));
  return {
    sizes: Int32Array.of(2, 2, 2, 2),
    factors: [
      ...pairs.map((scope) => ({ scope, table: Float64Array.of(1, strength, strength, 1) })),
      ...[0, 1, 2, 3].map((v) => ({ scope: [v], table: Float64Array.of(1.1, 0.9) })),
    ],
  };
}

const options = (schedule: SendOptions["schedule"], more: Partial<SendOptions> = {}): SendOptions => ({
  schedule,
  damping: 0,
  product: "sum",
  tolerance: 1e-13,
  ...more,
});

function settle(wiring: Wiring, given: SendOptions, most = 200) {
  let state = beginLoopy(wiring.model);
  let rounds = 0;
  for (; rounds < most && state.residual > given.tolerance; rounds++) ({ state } = sendRound(wiring, state, given));
  return { state, rounds };
}

const trees = fc.record({ seed: fc.nat(1e6), factors: fc.integer({ min: 1, max: 6 }) });

describe("sum-product", () => {
  test.each(SCHEDULES)("is exact on trees, and its Bethe free energy is −log Z: %s", (schedule) => {
    fc.assert(
      fc.property(trees, fc.constantFrom(0, 0.3), ({ seed, factors }, damping) => {
        const model = treeOf(seed, factors);
        const wiring = wire(model);
        const { state } = settle(wiring, options(schedule, { damping }));
        const { marginals, logEvidence } = enumerate(model, []);
        const found = beliefs(model, state).flatMap((own) => [...own]);
        for (const [i, p] of found.entries()) expect(Math.abs(p - marginals[i])).toBeLessThan(1e-10);
        expect(Math.abs(betheFreeEnergy(model, state) + logEvidence)).toBeLessThan(1e-10);
      }),
      { numRuns: 120 },
    );
  });

  test("needs one round of sweeps on a tree, from any root", () => {
    fc.assert(
      fc.property(trees, fc.nat(20), ({ seed, factors }, at) => {
        const model = treeOf(seed, factors);
        const root = at % model.sizes.length;
        const wiring = wire(model, root);
        expect(wiring.nodes[0]).toBe(root);
        const { state } = sendRound(wiring, beginLoopy(model), options("sweeps"));
        const { marginals } = enumerate(model, []);
        for (const [i, p] of beliefs(model, state)
          .flatMap((own) => [...own])
          .entries())
          expect(Math.abs(p - marginals[i])).toBeLessThan(1e-12);
      }),
      { numRuns: 100 },
    );
  });

  test("knows trees from graphs with loops", () => {
    fc.assert(
      fc.property(trees, ({ seed, factors }) => {
        const model = treeOf(seed, factors);
        expect(wire(model).isForest).toBe(true);
        const wide = model.factors.find(({ scope }) => scope.length > 1);
        if (wide) expect(wire({ ...model, factors: [...model.factors, wide] }).isForest).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("sent at once is what a round of flooding is", () => {
    const model = repulsive(1.7);
    const wiring = wire(model);
    const flooding = { schedule: "flooding", product: "sum" } as const;
    let [mine, theirs] = [beginLoopy(model), beginLoopy(model)];
    for (let round = 0; round < 5; round++) {
      mine = sendRound(wiring, mine, options("flooding", { damping: 0.2 })).state;
      theirs = loopyRound(model, theirs, { ...flooding, damping: 0.2 });
      expect(mine.toVariable).toEqual(theirs.toVariable);
    }
  });

  test("swings for ever between neighbours that repel each other, and comes to rest with damping", () => {
    const wiring = wire(repulsive(4));
    const swinging = settle(wiring, options("flooding", { tolerance: 1e-9 }), 500);
    expect(swinging.state.residual).toBeGreaterThan(0.1);
    const damped = settle(wiring, options("flooding", { tolerance: 1e-9, damping: 0.5 }), 500);
    expect(damped.rounds).toBeLessThan(100);
    const same = settle(wiring, options("residual", { tolerance: 1e-9, damping: 0.5 }), 500);
    expect(same.rounds).toBeLessThan(500);
  });
});

describe("max-product", () => {
  test.each(SCHEDULES)("finds the most probable states of trees, ties or not: %s", (schedule) => {
    fc.assert(
      // Tables of two different numbers: most of these trees have several best states.
      fc.property(trees, fc.constantFrom(2, 3, Number.POSITIVE_INFINITY), ({ seed, factors }, levels) => {
        const model = treeOf(seed, factors, levels);
        const wiring = wire(model);
        const { state } = settle(wiring, options(schedule, { product: "max" }));
        const states = decode(wiring, state);
        const { logMost } = enumerate(model, []);
        expect(Math.abs(logProduct(model, states) - logMost)).toBeLessThan(1e-10);
      }),
      { numRuns: 120 },
    );
  });

  test("tells variables whose best states tie", () => {
    const equal: Model = {
      sizes: Int32Array.of(2, 2, 2),
      factors: [
        { scope: [0, 1], table: Float64Array.of(1, 3, 3, 1) },
        { scope: [2], table: Float64Array.of(1, 2) },
      ],
    };
    const wiring = wire(equal);
    const { state } = settle(wiring, options("sweeps", { product: "max" }));
    expect(tiesOf(beliefs(equal, state))).toEqual([0, 1]);
    const states = decode(wiring, state);
    expect(states[0]).not.toBe(states[1]);
    expect(states[2]).toBe(1);
  });
});

describe("wires", () => {
  test("go once each in a round, and depend on those that depend on them", () => {
    fc.assert(
      fc.property(trees, ({ seed, factors }) => {
        const wiring = wire(treeOf(seed, factors));
        for (const schedule of ["flooding", "sweeps"] as const)
          expect([...orderOf(wiring, schedule)].sort((a, b) => a - b)).toEqual([...wiring.wires.keys()]);
        for (const w of wiring.wires.keys())
          for (const other of dependents(wiring, w)) expect(sources(wiring, other)).toContain(w);
      }),
      { numRuns: 60 },
    );
  });

  test("carry what was sent, however it is told", () => {
    for (const schedule of SCHEDULES) {
      const wiring = wire(repulsive(1.5));
      const first = sendRound(wiring, beginLoopy(wiring.model), options(schedule));
      const second = sendRound(wiring, first.state, options(schedule));
      const told = stateAfter(wiring, [...first.sent, ...second.sent]);
      expect(told.toVariable).toEqual(second.state.toVariable);
      expect(told.toFactor).toEqual(second.state.toFactor);
    }
  });

  test("contradict each other where the findings are impossible", () => {
    const model: Model = {
      sizes: Int32Array.of(2, 2),
      factors: [
        { scope: [0, 1], table: Float64Array.of(1, 0, 0, 1) },
        { scope: [0], table: Float64Array.of(1, 0) },
        { scope: [1], table: Float64Array.of(0, 1) },
      ],
    };
    const wiring = wire(model);
    expect(isContradiction(wiring, settle(wiring, options("sweeps")).state)).toBe(true);
  });
});
