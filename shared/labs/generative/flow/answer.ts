import { array } from "../../../arrays.ts";
import { input } from "../../../nets/leaves.ts";
import { openNet } from "../../../nets/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { flowNet, type NetParams } from "./net.ts";

/** What each layer of a given flow makes of latent points "z", n × 2: "stages", (couplings + 1) × n × 2, from these points to those of the data, as the net has them. */
export const flowAnswer = once((params: NetParams, context) => {
  const { z, ...net } = context.inputs.given;
  const stages = flowNet(params).fromLatent(input("z", [...z.shape]));
  const outputs = Object.fromEntries(stages.slice(1).map((stage, k) => [`stage${k + 1}`, stage]));
  const { program } = openNet(machineOf(context), outputs, net);
  program.input("z").set(z.values);
  program.run();
  const out = new Float32Array(stages.length * z.values.length);
  out.set(z.values);
  for (let k = 1; k < stages.length; k++) out.set(program.output(`stage${k}`), k * z.values.length);
  return { stages: array(out, [stages.length, ...z.shape]) };
});
