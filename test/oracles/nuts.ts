/**
 * The No-U-Turn sampler as its definition says, on plain lists: every state of a trajectory is kept in the order of time, and whether a stretch of it turns back is computed from
 * all of its momenta. Hoffman and Gelman (2014), with multinomial weights and the sums of momenta of Betancourt (2017), and Stan's checks across neighbours. Unit metric.
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
  /** The 2^depth states beyond `from`; undefined where they turn back or diverge. */
  const grow = (from: State, direction: 1 | -1, depth: number): Tree | undefined => {
    if (depth === 0) {
      const one = next(from, direction * step);
      if (!(one.energy - start.energy <= 1000)) return undefined;
      return { states: [one], chosen: one, weight: Math.exp(start.energy - one.energy) };
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
