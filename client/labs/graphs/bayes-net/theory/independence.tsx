import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import {
  areSeparated,
  type Blocked,
  markovBlanket,
  nonDescendants,
  openPath,
  paths,
  withAncestors,
} from "../../../../../shared/kernels/graphs/separation.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import type { Tone } from "../../../../views/graph-editor/index.ts";
import { Select } from "../../../parts/select.tsx";
import { type BayesNetProps, useSubject } from "../asked.ts";
import { Check } from "./check.tsx";
import { type NamedLinks, namedLinks } from "./net.ts";
import { arcKey, type Overlay, useOverlay } from "./pointed.ts";
import { words } from "./words.ts";
import "./theory.css";

/** Paths that are listed: there can be very many. */
const MOST_PATHS = 12;

/** Which nodes tell of each other: two of them given others, the Markov blanket of one, and what its parents screen off. */
export function IndependenceView(props: BayesNetProps) {
  const { document, params } = useSubject(props);
  if (!document || document.nodes.length < 2) return <p class="part-caption">{t(words.twoNodes)}</p>;
  return <Independence {...props} document={document} params={params} />;
}

interface IndependenceProps extends BayesNetProps {
  readonly document: BayesNet;
  readonly params: BayesNetParams;
}

const TOPICS = ["paths", "blanket", "local"] as const;

function Independence(props: IndependenceProps) {
  const { document, params } = props;
  const links = useMemo(() => namedLinks(document, params), [document, params, locale.value]);
  const topic = useSignal(0);
  const x = useSignal<string | null>(null);
  const { names, shown } = links;
  const seen = Object.keys(params.evidence).filter((name) => names.includes(name));
  const free = names.filter((name) => !seen.includes(name));
  const first = names.indexOf(x.value ?? free[0] ?? names[0]);
  const from = Math.max(0, first);
  return (
    <>
      <div class="part-controls">
        <Select
          act="topic"
          label={t(words.topic)}
          names={[t(words.paths), t(words.blanket), t(words.local)]}
          value={topic.value}
          onChoose={(chosen) => (topic.value = chosen)}
        />
        <Select act="x" label="X" names={shown} value={from} onChoose={(v) => (x.value = names[v])} />
      </div>
      {TOPICS[topic.value] === "paths" ? (
        <Paths {...props} links={links} from={from} seen={seen} />
      ) : (
        <Around links={links} v={from} isLocal={TOPICS[topic.value] === "local"} />
      )}
    </>
  );
}

interface PathsProps extends IndependenceProps {
  readonly links: NamedLinks;
  readonly from: number;
  readonly seen: readonly string[];
}

function Paths(props: PathsProps) {
  const { links, from, seen } = props;
  const { names } = links;
  const y = useSignal<string | null>(null);
  /** Instead of the evidence. */
  const z = useSignal<readonly string[] | null>(null);
  const shown = useSignal(0);
  const given = (z.value ?? seen).filter((name) => names.includes(name) && name !== names[from]);
  const others = names.filter((name) => name !== names[from]);
  const last = others.findLast((name) => !given.includes(name)) ?? others[0];
  const to = names.indexOf(y.value !== null && others.includes(y.value) ? y.value : last);
  const known = given.filter((name) => name !== names[to]);
  const places = useMemo(() => new Set(known.map((name) => names.indexOf(name))), [links, known.join("\n")]);
  const found = useMemo(() => pathsOf(links, from, to, places), [links, from, to, places]);
  const drawn = found.list[Math.min(shown.value, found.list.length - 1)];
  const picture = drawn ? pathOverlay(links, drawn, places) : null;
  useOverlay(picture, JSON.stringify([drawn, known, names[from], names[to]]));
  const shownName = (name: string) => links.shown[names.indexOf(name)];
  const said = { x: links.shown[from], y: links.shown[to], z: known.map(shownName).join(", ") || t(words.nothing) };
  return (
    <>
      <div class="part-controls">
        <Select
          act="y"
          label="Y"
          names={others.map(shownName)}
          value={others.indexOf(names[to])}
          onChoose={(v) => {
            y.value = others[v];
            shown.value = 0;
          }}
        />
        <Given
          names={names.filter((name) => name !== names[from] && name !== names[to] && !known.includes(name))}
          given={known}
          shown={shownName}
          onSet={(next) => (z.value = next)}
          onReset={z.value === null ? undefined : () => (z.value = null)}
        />
      </div>
      <p class={found.isSeparated ? "theory-verdict theory-closed" : "theory-verdict theory-open"} role="status">
        {t(found.isSeparated ? words.separated : words.notSeparated, said)}
      </p>
      <PathList {...props} list={found.list} shown={shown} />
      <Check {...props} x={from} y={to} given={known} isSeparated={found.isSeparated} />
    </>
  );
}

/** The open path first, where there is one; then all up to so many, shortest first. */
function pathsOf(links: NamedLinks, from: number, to: number, given: ReadonlySet<number>) {
  const isSeparated = areSeparated(links, from, to, given);
  const open = openPath(links, from, to, given);
  const all = paths(links, from, to, given, MOST_PATHS);
  const isFirst = ({ path }: Blocked) => open !== null && path.join() === open.join();
  const list = open ? [{ path: open, blockers: [] }, ...all.filter((one) => !isFirst(one))] : all;
  return { isSeparated, list };
}

interface PathListProps extends PathsProps {
  readonly list: readonly Blocked[];
  readonly shown: { value: number };
}

function PathList({ links, list, shown }: PathListProps) {
  if (list.length === 0) return <p class="part-caption">{t(words.noPath)}</p>;
  return (
    <>
      <ul class="theory-paths" data-act="path" aria-label={t(words.paths)}>
        {list.map((one, i) => (
          <li key={one.path.join()}>
            <button
              type="button"
              data-tells
              class="quiet"
              aria-pressed={i === shown.value}
              onClick={() => (shown.value = i)}
            >
              <span class="theory-path">{pathText(links, one.path)}</span>
              <span class={one.blockers.length === 0 ? "theory-open" : "theory-closed"}>{reason(links, one)}</span>
            </button>
          </li>
        ))}
      </ul>
      {list.length >= MOST_PATHS && <p class="part-caption">{t(words.firstPaths, { count: list.length })}</p>}
    </>
  );
}

const pathText = ({ shown, parents }: NamedLinks, path: readonly number[]) =>
  path.map((v, i) => (i === 0 ? shown[v] : `${parents[v].includes(path[i - 1]) ? "→" : "←"} ${shown[v]}`)).join(" ");

/** Why a path is blocked: of each node that does not let through, its part in the path. */
function reason({ shown, parents }: NamedLinks, { path, blockers }: Blocked): string {
  if (blockers.length === 0) return t(words.open);
  const each = blockers.map((v) => {
    const at = path.indexOf(v);
    const isCollider = parents[v].includes(path[at - 1]) && parents[v].includes(path[at + 1]);
    return t(isCollider ? words.colliderBlocks : words.givenBlocks, { node: shown[v] });
  });
  return t(words.blocked, { why: each.join("; ") });
}

function pathOverlay({ names, parents }: NamedLinks, { path, blockers }: Blocked, given: ReadonlySet<number>): Overlay {
  const tone: Tone = blockers.length === 0 ? "path" : "dimmed";
  const nodes = new Map<string, Tone>([...given].map((v) => [names[v], "good"]));
  for (const v of path) nodes.set(names[v], blockers.includes(v) ? "blocked" : "path");
  const arcs = path.slice(1).map((v, i): [string, Tone] => {
    const [a, b] = [path[i], v];
    return [
      parents[b].includes(a) ? arcKey(names[a], names[b]) : arcKey(names[b], names[a]),
      tone === "path" ? tone : "blocked",
    ];
  });
  return { nodes, arcs: new Map(arcs) };
}

interface GivenProps {
  readonly names: readonly string[];
  readonly given: readonly string[];
  /** What readers see of a name. */
  shown(name: string): string;
  onSet(given: readonly string[]): void;
  onReset: (() => void) | undefined;
}

/** What is given: each node with what takes it out, and a list to take in another. */
function Given({ names, given, shown, onSet, onReset }: GivenProps) {
  return (
    <span class="theory-given">
      <Select
        act="given"
        label={t(words.given)}
        names={[t(words.addNode), ...names.map(shown)]}
        value={0}
        onChoose={(i) => i > 0 && onSet([...given, names[i - 1]])}
      />
      {given.map((name) => (
        <button
          key={name}
          type="button"
          class="small"
          aria-label={t(words.takeOut, { node: shown(name) })}
          onClick={() => onSet(given.filter((other) => other !== name))}
        >
          {shown(name)} ×
        </button>
      ))}
      {onReset && (
        <button type="button" class="quiet small" onClick={onReset}>
          {t(words.asEvidence)}
        </button>
      )}
    </span>
  );
}

interface AroundProps {
  readonly links: NamedLinks;
  readonly v: number;
  readonly isLocal: boolean;
}

/** The Markov blanket of a node, or what it is independent of given its parents. */
function Around({ links, v, isLocal }: AroundProps) {
  const { names, shown, parents, children } = links;
  const blanket = isLocal ? new Set(parents[v]) : markovBlanket(links, v);
  const below = withAncestors({ parents: children }, [v]);
  const free = isLocal
    ? nonDescendants(links, v)
    : new Set([...names.keys()].filter((other) => other !== v && !blanket.has(other)));
  const toned = (some: Iterable<number>, tone: Tone) => [...some].map((other): [string, Tone] => [names[other], tone]);
  const nodes = new Map([
    ...toned(isLocal ? below : free, "dimmed"),
    ...(isLocal ? toned(free, "path") : []),
    ...toned(blanket, "good"),
  ]);
  nodes.set(names[v], "strong");
  useOverlay({ nodes, arcs: new Map() }, JSON.stringify([names, v, isLocal, [...nodes]]));
  const listed = (some: Iterable<number>) => [...some].map((other) => shown[other]).join(", ") || t(words.nothing);
  const said = {
    node: shown[v],
    parents: listed(parents[v]),
    blanket: listed(blanket),
    free: listed(free),
    below: listed([...below].filter((other) => other !== v)),
  };
  return (
    <table class="theory-around">
      <caption>{t(isLocal ? words.localTold : words.blanketTold, said)}</caption>
      <tbody>
        <tr>
          <th scope="row">{t(isLocal ? words.itsParents : words.blanket)}</th>
          <td>{isLocal ? said.parents : said.blanket}</td>
        </tr>
        <tr>
          <th scope="row">{t(words.independentOf)}</th>
          <td>{said.free}</td>
        </tr>
        {isLocal && (
          <tr>
            <th scope="row">{t(words.notOf)}</th>
            <td>{said.below}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
