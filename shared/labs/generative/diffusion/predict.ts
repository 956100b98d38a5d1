import { EMBEDDED, embedding } from "../../../diffusion/embedding.ts";
import { cleanBy, type Predict } from "../../../diffusion/sampler.ts";
import type { Schedule } from "../../../diffusion/schedule.ts";
import { input } from "../../../nets/leaves.ts";
import type { NetMachine, Program } from "../../../nets/machine.ts";
import { denoisingNet, type NetParams } from "./net.ts";

/** The net's outputs for so many rows at one step: "said". */
export const predictionNet = (params: NetParams, rows: number, columns: number) => ({
  said: denoisingNet(params, input("x", [rows, columns]), input("time", [rows, EMBEDDED])),
});

/** x̂_0 by what the net says. */
export function predictBy(program: Program, { predicts }: Pick<NetParams, "predicts">, schedule: Schedule): Predict {
  return (x, t) => {
    program.input("x").set(x);
    const time = program.input("time");
    const own = embedding(t, schedule.alphaBar.length - 1);
    for (let at = 0; at < time.length; at += EMBEDDED) time.set(own, at);
    program.run();
    return cleanBy(predicts, schedule, t, x, program.output("said"));
  };
}

/** On the machine that learns. */
export const predictorOn = (
  machine: NetMachine,
  params: NetParams,
  [rows, columns]: readonly [rows: number, columns: number],
  schedule: Schedule,
): Predict => predictBy(machine.program({ outputs: predictionNet(params, rows, columns) }), params, schedule);
