import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { words as nets } from "../../parts/net-words.ts";
import { type RecordFigure, recordLines } from "../../parts/record-lines.tsx";
import type { GanProps } from "./state.ts";
import { words } from "./words.ts";

type Figure = RecordFigure<GanParams>;

const losses: Figure = {
  title: words.losses,
  y: nets.loss,
  lines: [
    ["criticLoss", words.critic, "truth"],
    ["generatorLoss", words.generator, "model"],
  ],
};

const mmd: Figure = {
  title: words.mmdAlong,
  note: words.fewSamples,
  y: words.squared,
  zero: true,
  lines: [["mmd", words.generator, "model"]],
};

const others: readonly Figure[] = [
  {
    title: words.says,
    y: words.saysOf,
    optional: true,
    lines: [
      ["real", words.ofData, "data"],
      ["fake", words.ofSamples, "model"],
    ],
  },
  {
    title: words.modesAlong,
    note: words.fewSamples,
    y: words.modesAxis,
    zero: true,
    whole: true,
    optional: true,
    lines: [["modes", words.generator, "model"]],
  },
  { title: words.slopes, y: words.saysOf, zero: true, optional: true, lines: [["penalty", words.critic, "truth"]] },
];

const task = { task: "train", x: words.step } as const;
const AllCurves = recordLines<GanParams>({ ...task, figures: [losses, mmd, ...others], empty: nets.notYet });
const OtherCurves = recordLines<GanParams>({ ...task, figures: others, empty: words.silent });

/** Losses of both sides and the discrepancy, small, beside points that move. */
export const BesideCurves = recordLines<GanParams>({ ...task, height: 130, figures: [losses, mmd] });

/** What the discriminator says and what is measured on the way; of pictures, beside which there is no room, losses too. */
export function CurvesView(props: GanProps) {
  return props.data?.image ? <AllCurves {...props} /> : <OtherCurves {...props} />;
}
