import type { BayesNet } from "../../../../shared/experiment/document.ts";
import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { roleColor } from "../../../views/palette.ts";
import type { Answered } from "./asked.ts";
import { type Known, knownOf } from "./known.ts";
import { words } from "./words.ts";
import "./object-picture.css";

/** Of the drawing, in its own units. */
const SIZE = { width: 240, height: 124 };

interface Part {
  /** The node that says whether it is there. */
  readonly node: string;
  /** The node that a press gives evidence on. */
  readonly seen: string;
  readonly path: string;
  /** Where its probability is written, and the middle and the sides of what is pressed. */
  readonly text: readonly [x: number, y: number];
  readonly press: readonly [x: number, y: number, width: number, height: number];
}

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** A car that looks to the right; its body first, since the others lie on it. */
const PARTS: readonly Part[] = [
  {
    node: "car",
    seen: "car",
    path: "M12 92V70c0-7 4-11 11-12l26-4 23-29c5-6 10-9 18-9h47c9 0 16 3 21 10l21 28 37 6c9 2 14 8 14 17v15c0 4-2 6-6 6H18c-4 0-6-2-6-6z",
    text: [121, 82],
    press: [121, 76, 60, 44],
  },
  {
    node: "window",
    seen: "window seen",
    path: "M66 52 86 29c2-3 5-4 9-4h39c6 0 10 2 13 6l17 21z",
    text: [115, 44],
    press: [115, 32, 96, 44],
  },
  { node: "headlight", seen: "headlight seen", path: circle(218, 72, 9), text: [219, 54], press: [218, 64, 44, 52] },
  { node: "rear wheel", seen: "rear wheel seen", path: circle(60, 97, 22), text: [60, 101], press: [60, 97, 48, 48] },
  {
    node: "front wheel",
    seen: "front wheel seen",
    path: circle(182, 97, 22),
    text: [182, 101],
    press: [182, 97, 48, 48],
  },
];

interface ObjectPictureProps {
  readonly document: BayesNet;
  readonly params: BayesNetParams;
  readonly shown: Answered | null;
  /** Absent where the network is only looked at. */
  readonly onPress: ((node: string, kind: "evidence", state: string) => void) | undefined;
}

/** The car of its parts: each as full as it is probable, with what its detector says; a press says that it was seen, that it was not, and nothing again. */
export function ObjectPicture({ document, params, shown, onPress }: ObjectPictureProps) {
  const nodes = new Map(document.nodes.map((node) => [node.name, node]));
  const parts = PARTS.flatMap((part): DrawnPart[] => {
    const [node, seen] = [nodes.get(part.node), nodes.get(part.seen)];
    if (!node || !seen) return [];
    const share = shown?.sharesOf(node.name, node.states)?.[node.states.length - 1];
    return [{ ...part, states: seen.states, share, known: knownOf(params, part.seen) }];
  });
  const names = namesIn(document);
  const told = ({ node, seen, share, known }: DrawnPart) => {
    const state = known?.kind === "soft" ? t(words.softly) : known ? names.state(known.state ?? "") : t(words.unknown);
    const chance = share === undefined ? "" : formatPercent(share, locale.value);
    const detector = node === seen ? "" : names.node(seen);
    return [`${names.node(node)}: ${chance}.`, detector ? `${detector}: ${state}.` : `${state}.`].join(" ");
  };
  return (
    <div class="object-picture" data-act="picture">
      <div>
        <Drawing parts={parts} />
        {parts.map((part) => (
          <button
            key={part.node}
            type="button"
            style={placeOf(part.press)}
            title={told(part)}
            aria-label={told(part)}
            disabled={!onPress || part.known?.kind === "do"}
            onClick={() => onPress?.(part.seen, "evidence", nextState(part.known, part.states))}
          />
        ))}
      </div>
      <p class="soft small">{t(onPress ? words.pictureHelp : words.pictureTold)}</p>
    </div>
  );
}

interface DrawnPart extends Part {
  readonly states: readonly string[];
  /** How probable it is that it is there. */
  readonly share: number | undefined;
  readonly known: Known | undefined;
}

function Drawing({ parts }: { readonly parts: readonly DrawnPart[] }) {
  return (
    <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
      {parts.map(({ node, path, share = 0, known, states }) => (
        <g key={node} class={`object-part object-${markOf(known, states)}`}>
          {/* What lies behind does not shine through. */}
          <path d={path} fill="var(--surface)" />
          <path d={path} fill={roleColor("model")} fill-opacity={0.05 + 0.8 * share} />
        </g>
      ))}
      {parts.map(({ node, text: [x, y], share }) => (
        <text key={node} x={x} y={y} text-anchor="middle">
          {share === undefined ? "" : formatPercent(share, locale.value)}
        </text>
      ))}
    </svg>
  );
}

type Mark = "unknown" | "soft" | "seen" | "absent";

/** Of two states the last one says that it is there. */
function markOf(known: Known | undefined, states: readonly string[]): Mark {
  if (known?.state === undefined) return known ? "soft" : "unknown";
  return known.state === states.at(-1) ? "seen" : "absent";
}

/** What the next press says: seen, then not seen; a press on what was said takes it back. */
function nextState(known: Known | undefined, states: readonly string[]): string {
  return states.at(markOf(known, states) === "seen" || markOf(known, states) === "absent" ? 0 : -1) ?? "";
}

const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;

const placeOf = ([x, y, width, height]: Part["press"]) => ({
  left: percent(x - width / 2, SIZE.width),
  top: percent(y - height / 2, SIZE.height),
  width: percent(width, SIZE.width),
  height: percent(height, SIZE.height),
});
