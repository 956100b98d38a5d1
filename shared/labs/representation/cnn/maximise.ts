/**
 * Activation maximisation (Erhan et al. 2009): from grey noise, uphill along the slope of a unit by the picture. A step goes `STRIDE` times the slope
 * divided by its root mean square; then the picture is drawn towards grey and kept between 0 and 1. Of all layers but the first the slope is blurred
 * before (cf. Yosinski et al. 2015). Without these the net is pleased by noise that no picture of the data has.
 */
import { array } from "../../../arrays.ts";
import { grad } from "../../../nets/grad.ts";
import { input } from "../../../nets/leaves.ts";
import type { Program } from "../../../nets/machine.ts";
import { openNet } from "../../../nets/net.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { sum } from "../../../nets/ops/sum.ts";
import { foldIn, normal } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { type PictureSize, pixelsOf } from "../../nets/moved.ts";
import { sizeOfPictures } from "../../nets/pictures.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { machineOf } from "../../training.ts";
import { checkCnn } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { cnnTensors } from "./net.ts";
import { type Target, targetsOf } from "./targets.ts";

const STRIDE = 0.06;
const GREY = 0.5;
const DECAY = 0.03;
/** How often the slope is blurred, and which part of a number then comes from its neighbours. */
const BLURS = 2;
const BLUR = 0.5;
const START = 0.02;

/** One layer's pictures under way. */
interface Climb {
  readonly target: Target;
  readonly pictures: Float32Array;
  readonly program: Program;
}

function climbOf(
  context: Context,
  params: CnnTaskParams,
  classes: number,
  target: Target,
  pictures: Float32Array,
): Climb {
  const { units, size, blocks } = target;
  const tensors = cnnTensors({ ...params, channels: params.channels.slice(0, blocks) }, size, classes, units, false);
  const unit = target.tensor(tensors);
  const pick = input("pick", unit.shape);
  const [slope] = grad(sum(multiply(unit, pick)), [tensors.x]);
  const { program } = openNet(machineOf(context), { unit, slope }, context.inputs.train);
  const width = program.input("pick").length / units;
  for (let u = 0; u < units; u++) program.input("pick")[u * width + target.place(u)] = 1;
  return { target, pictures, program };
}

function firstPictures(key: Key, { units, size }: Target): Float32Array {
  return Float32Array.from({ length: units * pixelsOf(size) }, (_, i) => GREY + START * normal(key, i));
}

/** Runs the net on the pictures as they are; returns each unit's number. */
function valuesOf({ target, pictures, program }: Climb): Float64Array {
  program.input("x").set(pictures);
  program.run();
  const unit = program.output("unit");
  const width = unit.length / target.units;
  return Float64Array.from({ length: target.units }, (_, u) => unit[u * width + target.place(u)]);
}

function step(climb: Climb): void {
  const { target, pictures, program } = climb;
  valuesOf(climb);
  const columns = pixelsOf(target.size);
  const slopes = program.output("slope");
  for (let u = 0; u < target.units; u++) {
    const slope = slopes.slice(u * columns, (u + 1) * columns);
    if (target.name !== "block0") for (let n = 0; n < BLURS; n++) blur(slope, target.size);
    uphill(pictures.subarray(u * columns, (u + 1) * columns), slope);
  }
}

function uphill(picture: Float32Array, slope: Float32Array): void {
  let square = 0;
  let seen = 0;
  for (const g of slope) {
    square += g * g;
    if (g !== 0) seen++;
  }
  const scale = square > 0 ? STRIDE / Math.sqrt(square / seen) : 0;
  for (let i = 0; i < picture.length; i++) {
    const drawn = GREY + (1 - DECAY) * (picture[i] - GREY);
    picture[i] = Math.min(1, Math.max(0, drawn + scale * slope[i]));
  }
}

/** A part BLUR of each number is replaced by the mean of its four neighbours; at the edge a missing one is the number itself. */
function blur(values: Float32Array, { height, width, channels }: PictureSize): void {
  const before = values.slice();
  const at = (y: number, x: number, c: number) => {
    const row = Math.min(height - 1, Math.max(0, y));
    return before[(row * width + Math.min(width - 1, Math.max(0, x))) * channels + c];
  };
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++, i++) {
        const around = (at(y - 1, x, c) + at(y + 1, x, c) + at(y, x - 1, c) + at(y, x + 1, c)) / 4;
        values[i] = (1 - BLUR) * before[i] + BLUR * around;
      }
}

/** What a unit sees of its picture. */
function seenPart({ target: { units, size, seen } }: Climb, pictures: Float32Array): Float32Array {
  const { width, channels } = size;
  const out = new Float32Array(units * seen.height * seen.width * channels);
  let to = 0;
  for (let u = 0; u < units; u++)
    for (let y = 0; y < seen.height; y++) {
      const from = u * pixelsOf(size) + ((seen.from + y) * width + seen.from) * channels;
      out.set(pictures.subarray(from, from + seen.width * channels), to);
      to += seen.width * channels;
    }
  return out;
}

type Saved = Readonly<Record<string, Float32Array>>;

/**
 * Favourite pictures of the first units of every layer, all of a layer together; a step is a step of each. Output, by layer: `<layer>`, units × height ×
 * width × channels, what the unit sees; `<layer>.values`, units × 2, its number at the start and at the end.
 */
export const cnnMaximisation = drive((params: CnnTaskParams, context, { key, saved }: Start<Saved>) => {
  const table = checkCnn(params, context.data);
  const size = sizeOfPictures(table);
  const classes = table.classes.length;
  const climbs = targetsOf(params, size, classes).map((target, i) => {
    const first = firstPictures(foldIn(key, i), target);
    return { first, ...climbOf(context, params, classes, target, saved?.[target.name] ?? first.slice()) };
  });
  return {
    advance: eachStep([], () => {
      for (const climb of climbs) step(climb);
    }),
    save: () => Object.fromEntries(climbs.map(({ target, pictures }) => [target.name, pictures])),
    output: () =>
      Object.fromEntries(
        climbs.flatMap((climb) => {
          const { name, units, size: made, seen } = climb.target;
          const values = new Float64Array(2 * units);
          const [before, after] = [valuesOf({ ...climb, pictures: climb.first }), valuesOf(climb)];
          for (let u = 0; u < units; u++) values.set([before[u], after[u]], 2 * u);
          const shape = [units, seen.height, seen.width, made.channels];
          return [
            [name, array(seenPart(climb, climb.pictures), shape)],
            [`${name}.values`, array(values, [units, 2])],
          ];
        }),
      ),
  };
});
