/**
 * The No-U-Turn sampler as its definition says, on plain lists: every state of a trajectory is kept in the order of time, and whether a stretch of it turns back is computed from
 * all of its momenta. Hoffman and Gelman (2014), with multinomial weights and the sums of momenta of Betancourt (2017), and Stan's checks across neighbours. Unit metric. With
 * `maxError` it is WALNUTS (Bou-Rabee, Carpenter, Kleppe and Liu 2025): states are macro steps of the fewest halvings that keep the energy within it, and the trajectory ends
 * where fewer would do on the way back.
 */

/** Log density and gradient. */
export type Density = (position: readonly number[]) => readonly [number, readonly number[]];

interface State {
  readonly q: readonly number[];
  readonly p: readonly number[];
  readonly energy: number;
}

interface Tree {
  /** In the order of time. */
  readonly states: readonly State[];
  readonly chosen: State;
  readonly weight: number;
}

export interface Transition {
  readonly position: readonly number[];
  readonly depth: number;
  readonly leapfrogs: number;
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);

function turns(states: readonly State[]): boolean {
  const total = states[0].p.map((_, i) => states.reduce((sum, { p }) => sum + p[i], 0));
  return dot(states[0].p, total) <= 0 || dot(states[states.length - 1].p, total) <= 0;
}

/** Whether two stretches that follow each other turn back as a whole, or either with the nearest state of the other. */
function turnsAcross(early: readonly State[], late: readonly State[]): boolean {
  return [
    [...early, ...late],
    [...early, late[0]],
    [early[early.length - 1], ...late],
  ].some(turns);
}

/** One transition from q with momentum p. `draw` gives the uniforms in the order in which they are asked for. */
export function nutsTransition(
  density: Density,
  q: readonly number[],
  p: readonly number[],
  step: number,
  maxDepth: number,
  draw: () => number,
  maxError?: number,
): Transition {
  let leapfrogs = 0;
  const stateOf = (at: readonly number[], momentum: readonly number[]): State => ({
    q: at,
    p: momentum,
    energy: 0.5 * dot(momentum, momentum) - density(at)[0],
  });
  const start = stateOf(q, p);
  const next = (from: State, signed: number): State => {
    leapfrogs++;
    const half = from.p.map((r, i) => r + 0.5 * signed * density(from.q)[1][i]);
    const at = from.q.map((x, i) => x + signed * half[i]);
    return stateOf(
      at,
      half.map((r, i) => r + 0.5 * signed * density(at)[1][i]),
    );
  };
  const parts = (from: State, signed: number, halvings: number): State => {
    let at = from;
    for (let part = 0; part < 2 ** halvings; part++) at = next(at, signed / 2 ** halvings);
    return at;
  };
  const keeps = (a: State, b: State, within: number) => Math.abs(a.energy - b.energy) <= within;
  const macroStep = (from: State, signed: number, within: number): State | undefined => {
    for (let halvings = 0; halvings <= 10; halvings++) {
      const to = parts(from, signed, halvings);
      if (!keeps(from, to, within)) continue;
      for (let fewer = halvings - 1; fewer >= 0; fewer--)
        if (keeps(to, parts(to, -signed, fewer), within)) return undefined;
      return to;
    }
    return undefined;
  };
  const walk = (from: State, signed: number): State | undefined => {
    if (maxError !== undefined) return macroStep(from, signed, maxError);
    const to = next(from, signed);
    return to.energy - start.energy <= 1000 ? to : undefined;
  };
  /** The 2^depth states beyond `from`; undefined where they turn back or may not be reached. */
  const grow = (from: State, direction: 1 | -1, depth: number): Tree | undefined => {
    if (depth === 0) {
      const one = walk(from, direction * step);
      return one && { states: [one], chosen: one, weight: Math.exp(start.energy - one.energy) };
    }
    const near = grow(from, direction, depth - 1);
    if (!near) return undefined;
    const far = grow(near.states[direction === 1 ? near.states.length - 1 : 0], direction, depth - 1);
    if (!far) return undefined;
    const weight = near.weight + far.weight;
    const chosen = draw() < far.weight / weight ? far.chosen : near.chosen;
    const [early, late] = direction === 1 ? [near, far] : [far, near];
    if (turnsAcross(early.states, late.states)) return undefined;
    return { states: [...early.states, ...late.states], chosen, weight };
  };

  let tree: Tree = { states: [start], chosen: start, weight: 1 };
  let depth = 0;
  while (depth < maxDepth) {
    const direction = draw() > 0.5 ? 1 : -1;
    const more = grow(tree.states[direction === 1 ? tree.states.length - 1 : 0], direction, depth);
    if (!more) break;
    depth++;
    const chosen = draw() < more.weight / tree.weight ? more.chosen : tree.chosen;
    const [early, late] = direction === 1 ? [tree, more] : [more, tree];
    const ends = turnsAcross(early.states, late.states);
    tree = { states: [...early.states, ...late.states], chosen, weight: tree.weight + more.weight };
    if (ends) break;
  }
  return { position: tree.chosen.q, depth, leapfrogs };
}
