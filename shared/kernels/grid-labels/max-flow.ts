/**
 * The maximum flow through a net, and so its minimum cut: Boykov & Kolmogorov (2004), IEEE Trans. PAMI 26. Two trees grow from source and sink until
 * they touch; the path through them is filled, and what it cuts off is adopted by another branch or set free. Capacities that are multiples of one
 * power of two, with a sum below 2^53 of it, are added and taken away without rounding.
 */

/** Nodes and arcs; which arcs there are stays, their capacities change from one cut to the next. Arc `a` and arc `a ^ 1` join the same two nodes, there and back. */
export interface FlowNet {
  readonly nodes: number;
  /** The arcs that leave node i: `out[starts[i]]` to `out[starts[i + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly out: Int32Array;
  /** The node that each arc leads to. */
  readonly heads: Int32Array;
}

export interface Flow {
  /** The value of the flow. */
  readonly value: number;
  /** 1 for the nodes on the side of the sink, among them all that the source does not reach. */
  readonly sinkSide: Uint8Array;
}

/** A net of these pairs of nodes, each with an arc there (2·pair) and one back (2·pair + 1). */
export function flowNet(nodes: number, pairs: readonly (readonly [from: number, to: number])[]): FlowNet {
  const starts = new Int32Array(nodes + 1);
  for (const [from, to] of pairs) {
    starts[from + 1]++;
    starts[to + 1]++;
  }
  for (let i = 0; i < nodes; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const out = new Int32Array(2 * pairs.length);
  const heads = new Int32Array(2 * pairs.length);
  for (const [p, [from, to]] of pairs.entries()) {
    heads[2 * p] = to;
    heads[2 * p + 1] = from;
    out[next[from]++] = 2 * p;
    out[next[to]++] = 2 * p + 1;
  }
  return { nodes, starts, out, heads };
}

/** Instead of the arc to a parent: the node is free, a child of its terminal, or has just lost its parent. */
const FREE = -1;
const TERMINAL = -2;
const ORPHAN = -3;
const FAR = 2 ** 30;

/**
 * The maximum flow. `terminal`: of each node the capacity from the source where it is positive, to the sink where it is negative; `capacities`: ≥ 0, of each
 * arc. Both are used up: afterwards they hold what is left.
 */
export function maxFlow(net: FlowNet, terminal: Float64Array, capacities: Float64Array): Flow {
  const search = new Search(net, terminal, capacities);
  const value = search.run();
  return { value, sinkSide: search.sinkSide() };
}

class Search {
  readonly #net: FlowNet;
  readonly #terminal: Float64Array;
  readonly #left: Float64Array;
  /** The arc from each node to its parent. */
  readonly #parent: Int32Array;
  readonly #inSinkTree: Uint8Array;
  /** When the distance of a node to its terminal was last known to be right, and that distance. */
  readonly #seen: Int32Array;
  readonly #distance: Int32Array;
  readonly #isActive: Uint8Array;
  /** Nodes whose neighbours are yet to be looked at: a ring, in which each is at most once. */
  readonly #ring: Int32Array;
  #first = 0;
  #count = 0;
  #orphans: number[] = [];
  #now = 0;
  #value = 0;

  constructor(net: FlowNet, terminal: Float64Array, capacities: Float64Array) {
    const { nodes } = net;
    this.#net = net;
    this.#terminal = terminal;
    this.#left = capacities;
    this.#parent = new Int32Array(nodes).fill(FREE);
    this.#inSinkTree = new Uint8Array(nodes);
    this.#seen = new Int32Array(nodes);
    this.#distance = new Int32Array(nodes);
    this.#isActive = new Uint8Array(nodes);
    this.#ring = new Int32Array(Math.max(1, nodes));
  }

  run(): number {
    for (let i = 0; i < this.#net.nodes; i++) {
      if (this.#terminal[i] === 0) continue;
      this.#inSinkTree[i] = this.#terminal[i] < 0 ? 1 : 0;
      this.#parent[i] = TERMINAL;
      this.#distance[i] = 1;
      this.#activate(i);
    }
    for (let i = this.#nextActive(); i >= 0; ) {
      const bridge = this.#grow(i);
      this.#now++;
      if (bridge >= 0) {
        this.#fill(bridge);
        this.#adopt();
      }
      // A node goes on where it stopped, unless it was set free or has no more to find.
      if (bridge < 0 || this.#parent[i] === FREE) i = this.#nextActive();
    }
    return this.#value;
  }

  sinkSide(): Uint8Array {
    return this.#inSinkTree.map((inSink, i) => (this.#parent[i] === FREE || inSink ? 1 : 0));
  }

  #activate(i: number): void {
    if (this.#isActive[i]) return;
    this.#isActive[i] = 1;
    this.#ring[(this.#first + this.#count++) % this.#ring.length] = i;
  }

  #nextActive(): number {
    while (this.#count > 0) {
      const i = this.#ring[this.#first];
      this.#first = (this.#first + 1) % this.#ring.length;
      this.#count--;
      this.#isActive[i] = 0;
      if (this.#parent[i] !== FREE) return i;
    }
    return -1;
  }

  /** Takes free neighbours into the tree of node `i`; returns an arc from the tree of the source to that of the sink, or −1. */
  #grow(i: number): number {
    const { starts, out, heads } = this.#net;
    const inSink = this.#inSinkTree[i];
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const arc = out[at];
      // Flow runs from the source's root to its leaves, and from the sink's leaves to its root.
      if (this.#left[inSink ? arc ^ 1 : arc] === 0) continue;
      const j = heads[arc];
      if (this.#parent[j] === FREE) {
        this.#inSinkTree[j] = inSink;
        this.#become(j, arc ^ 1, i);
        this.#activate(j);
      } else if (this.#inSinkTree[j] !== inSink) return inSink ? arc ^ 1 : arc;
      else if (this.#seen[j] <= this.#seen[i] && this.#distance[j] > this.#distance[i] + 1) this.#become(j, arc ^ 1, i);
    }
    return -1;
  }

  #become(child: number, arc: number, parent: number): void {
    this.#parent[child] = arc;
    this.#seen[child] = this.#seen[parent];
    this.#distance[child] = this.#distance[parent] + 1;
  }

  /** Sends as much as fits from source to sink over the arc `bridge`. */
  #fill(bridge: number): void {
    const { heads } = this.#net;
    const ends = [heads[bridge ^ 1], heads[bridge]] as const;
    const most = Math.min(this.#left[bridge], this.#room(ends[0], 1), this.#room(ends[1], 0));
    this.#left[bridge] -= most;
    this.#left[bridge ^ 1] += most;
    this.#push(ends[0], 1, most);
    this.#push(ends[1], 0, most);
    this.#value += most;
  }

  /** What fits between node `i` and its terminal. `against`: 1 where flow runs from the parent to the child, as in the tree of the source. */
  #room(i: number, against: 0 | 1): number {
    let least = Number.POSITIVE_INFINITY;
    let node = i;
    for (let arc = this.#parent[node]; arc !== TERMINAL; arc = this.#parent[node]) {
      least = Math.min(least, this.#left[arc ^ against]);
      node = this.#net.heads[arc];
    }
    return Math.min(least, Math.abs(this.#terminal[node]));
  }

  #push(i: number, against: 0 | 1, flow: number): void {
    let node = i;
    for (let arc = this.#parent[node]; arc !== TERMINAL; arc = this.#parent[node]) {
      this.#left[arc ^ against] -= flow;
      this.#left[arc ^ against ^ 1] += flow;
      if (this.#left[arc ^ against] === 0) this.#orphan(node);
      node = this.#net.heads[arc];
    }
    this.#terminal[node] += against ? -flow : flow;
    if (this.#terminal[node] === 0) this.#orphan(node);
  }

  #orphan(i: number): void {
    this.#parent[i] = ORPHAN;
    this.#orphans.push(i);
  }

  /** Finds another parent for each orphan, the nearest to the terminal, or sets it free. */
  #adopt(): void {
    for (let next = 0; next < this.#orphans.length; next++) {
      const i = this.#orphans[next];
      const arc = this.#nearestParent(i);
      if (arc === FREE) this.#free(i);
      else this.#parent[i] = arc;
    }
    this.#orphans = [];
  }

  #nearestParent(i: number): number {
    const { starts, out, heads } = this.#net;
    const inSink = this.#inSinkTree[i];
    let best = FREE;
    let nearest = FAR;
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const arc = out[at];
      const j = heads[arc];
      if (this.#left[inSink ? arc : arc ^ 1] === 0) continue;
      if (this.#inSinkTree[j] !== inSink || this.#parent[j] === FREE) continue;
      const distance = this.#distanceOf(j);
      if (distance < nearest) {
        nearest = distance;
        best = arc;
      }
    }
    if (best !== FREE) {
      this.#seen[i] = this.#now;
      this.#distance[i] = nearest + 1;
    }
    return best;
  }

  /** Steps from node `j` to its terminal, and to remember on the way there; `FAR` where that way begins at an orphan. */
  #distanceOf(j: number): number {
    const { heads } = this.#net;
    let steps = 0;
    let node = j;
    for (; this.#seen[node] !== this.#now; node = heads[this.#parent[node]]) {
      const arc = this.#parent[node];
      if (arc === ORPHAN) return FAR;
      if (arc === TERMINAL) {
        this.#seen[node] = this.#now;
        this.#distance[node] = 1;
        break;
      }
      steps++;
    }
    const total = steps + this.#distance[node];
    let distance = total;
    for (node = j; this.#seen[node] !== this.#now; node = heads[this.#parent[node]]) {
      this.#seen[node] = this.#now;
      this.#distance[node] = distance--;
    }
    return total;
  }

  /** Its children lose their parent, and neighbours that could take it in again become active. */
  #free(i: number): void {
    const { starts, out, heads } = this.#net;
    const inSink = this.#inSinkTree[i];
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const arc = out[at];
      const j = heads[arc];
      if (this.#inSinkTree[j] !== inSink || this.#parent[j] === FREE) continue;
      if (this.#left[inSink ? arc : arc ^ 1] > 0) this.#activate(j);
      if (this.#parent[j] >= 0 && heads[this.#parent[j]] === i) this.#orphan(j);
    }
    this.#parent[i] = FREE;
  }
}
