import { input } from "../../../nets/leaves.ts";
import type { NetMachine, Program } from "../../../nets/machine.ts";
import { denoisingNet, EMBEDDED, embedding, type NetParams } from "./net.ts";
import type { Predict } from "./sampler.ts";
import type { Schedule } from "./schedule.ts";

/** The net's outputs for so many rows at one step: "said". */
export const predictionNet = (params: NetParams, rows: number, columns: number) => ({
  said: denoisingNet(params, input("x", [rows, columns]), input("time", [rows, EMBEDDED])),
});

/** x̂_0 by what the net says. */
export function predictBy(
  program: Program,
  { predicts }: Pick<NetParams, "predicts">,
  { alphaBar }: Schedule,
): Predict {
  return (x, t) => {
    program.input("x").set(x);
    const time = program.input("time");
    const own = embedding(t, alphaBar.length - 1);
    for (let at = 0; at < time.length; at += EMBEDDED) time.set(own, at);
    program.run();
    const said = program.output("said");
    const [signal, level] = [Math.sqrt(alphaBar[t]), Math.sqrt(1 - alphaBar[t])];
    return x.map((one, i) =>
      predicts === "noise" ? (one - level * said[i]) / signal : signal * one - level * said[i],
    );
  };
}

/** On the machine that learns. */
export const predictorOn = (
  machine: NetMachine,
  params: NetParams,
  [rows, columns]: readonly [rows: number, columns: number],
  schedule: Schedule,
): Predict => predictBy(machine.program({ outputs: predictionNet(params, rows, columns) }), params, schedule);
