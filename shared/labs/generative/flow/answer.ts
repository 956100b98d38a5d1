import { array } from "../../../arrays.ts";
import { input } from "../../../nets/leaves.ts";
import { openNet } from "../../../nets/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { STOPS, wayBetween } from "../points/between.ts";
import type { PictureShape } from "../points/pictures.ts";
import { bytesOf, sharesOf } from "./data.ts";
import { flowNet, type NetParams } from "./net.ts";
import { columnsOf, partingOf } from "./parting.ts";
import { noMoments, pixelFlow } from "./pixels.ts";
import { pictureStages } from "./shown.ts";

type Asked = NetParams & Partial<PictureShape>;

const partingIn = ({ width, height, channels }: Asked) =>
  width && height && channels ? partingOf({ width, height, channels }) : undefined;

/**
 * What each layer of a given flow makes of latent rows "z", n × columns: "stages", (couplings + 1) × n × columns, from these rows to those of the data, points as
 * the net has them; of pictures shares of 255, the first those of latent rows that no layer has changed.
 */
export const flowAnswer = once((params: Asked, context) => {
  const { z, ...net } = context.inputs.given;
  const parting = partingIn(params);
  const [rows] = z.shape;
  const stages = parting ? pictureStages(params, parting, rows) : flowNet(params).fromLatent(input("z", [...z.shape]));
  // Of points the first stage is what is given.
  const outputs = Object.fromEntries(
    [...stages.entries()].slice(parting ? 0 : 1).map(([k, stage]) => [`stage${k}`, stage]),
  );
  const { program } = openNet(machineOf(context), outputs, net);
  program.input("z").set(z.values);
  program.run();
  const out = new Float32Array(stages.length * z.values.length);
  for (let k = 0; k < stages.length; k++) {
    const stage = k === 0 && !parting ? z.values : program.output(`stage${k}`);
    out.set(parting ? sharesOf(stage, { parting }) : stage, k * z.values.length);
  }
  return { stages: array(out, [stages.length, ...z.shape]) };
});

/**
 * Pictures between two given ones, "ends", 2 × columns as shares of 255: "rows", STOPS × columns, what the flow makes of the stops of the way between their latent
 * rows. Each byte is taken at the middle of its unit, so that the ends are the given pictures.
 */
export const flowBetween = once((params: Asked, context) => {
  const { ends, ...net } = context.inputs.given;
  const parting = partingIn(params);
  if (!parting) throw new Error("no size of pictures is given");
  const columns = columnsOf(parting);
  const latent = pixelFlow(flowNet(params, parting), noMoments(columns)).toLatent(input("v", [2, columns])).z;
  const { program: encoder } = openNet(machineOf(context), { z: latent }, net);
  encoder.input("v").set(bytesOf(ends.values, { parting }).map((byte) => byte + 0.5));
  encoder.run();
  const z = encoder.output("z");
  const way = wayBetween(z.subarray(0, columns), z.subarray(columns));
  const rows = pictureStages(params, parting, STOPS)[params.couplings];
  const { program: decoder } = openNet(machineOf(context), { rows }, net);
  decoder.input("z").set(way.values);
  decoder.run();
  return { rows: array(sharesOf(decoder.output("rows"), { parting }), [STOPS, columns]) };
});
