import type { ComponentChildren } from "preact";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { seriesColor } from "../../../views/palette.ts";
import { marks as words } from "./marks-words.ts";

type Mark = "start" | "ring" | "cross" | "line" | "dashed" | "number" | "steps" | "bar" | "square" | "hot" | "swap";

const PROPOSALS = [
  ["ring", words.accepted],
  ["cross", words.rejected],
] as const;
const TREE = [
  ["line", words.forwards],
  ["dashed", words.backwards],
  ["number", words.doubling],
  ["ring", words.chosen],
] as const;

/** What the replay of each sampler draws, beside where it stood. */
const marksOf: Readonly<Record<string, readonly (readonly [Mark, Localized])[]>> = {
  metropolis: PROPOSALS,
  "adaptive-metropolis": PROPOSALS,
  mala: PROPOSALS,
  hmc: [
    ["steps", words.leapfrogs],
    ["ring", words.acceptedEnd],
    ["cross", words.rejectedEnd],
  ],
  nuts: TREE,
  walnuts: TREE,
  slice: [
    ["bar", words.interval],
    ["cross", words.outside],
    ["ring", words.taken],
  ],
  gibbs: [["ring", words.conditional]],
  tempering: [...PROPOSALS, ["hot", words.hot], ["swap", words.swap]],
  ensemble: [
    ["square", words.partner],
    ["ring", words.stretched],
    ["cross", words.rejected],
  ],
};

/** Says what each mark of a replay is. */
export function MarkLegend({ sampler, chain }: { readonly sampler: string; readonly chain: number }) {
  const known = marksOf[sampler] ?? PROPOSALS;
  return (
    <ul class="mcmc-marks" style={{ "--chain": seriesColor(chain) }}>
      {[["start", words.start] as const, ...known].map(([mark, meaning]) => (
        <li key={mark}>
          <svg class="sign" width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
            {shapes[mark]()}
          </svg>
          {t(meaning)}
        </li>
      ))}
    </ul>
  );
}

const own = { fill: "none", stroke: "var(--chain)", "stroke-width": 2.5 };
const ink = { fill: "none", stroke: "var(--ink)", "stroke-width": 1.25 };

const shapes: Readonly<Record<Mark, () => ComponentChildren>> = {
  start: () => <circle cx="11" cy="7" r="4.5" fill="var(--chain)" />,
  ring: () => <circle cx="11" cy="7" r="5" {...own} />,
  cross: () => <path d="M7 3l8 8M7 11l8-8" {...ink} stroke="var(--bad)" stroke-width={2} />,
  line: () => <path d="M1 7h20" {...ink} stroke="var(--accent)" stroke-width={2} />,
  dashed: () => <path d="M1 7h20" {...ink} stroke="var(--mark)" stroke-width={2} stroke-dasharray="5 3" />,
  number: () => (
    <text x="11" y="11.5" text-anchor="middle" font-size="12" font-weight="bold" fill="var(--ink)">
      3
    </text>
  ),
  steps: () => (
    <>
      <path d="M2 10L8 5l6 1 6-3" {...ink} />
      <path d="M2 10h.01M8 5h.01M14 6h.01M20 3h.01" {...ink} stroke-width={4} stroke-linecap="round" />
    </>
  ),
  bar: () => <path d="M3 2v10M19 2v10M3 7h16" {...ink} />,
  square: () => <rect x="7" y="3" width="8" height="8" {...ink} />,
  hot: () => (
    <>
      <circle cx="7" cy="7" r="3.5" {...ink} />
      <path d="M14 5l5 5M14 10l5-5" {...ink} />
    </>
  ),
  swap: () => (
    <>
      <circle cx="11" cy="7" r="6" {...own} stroke-width={1.5} />
      <circle cx="11" cy="7" r="2.5" {...own} stroke-width={1.5} />
    </>
  ),
};
