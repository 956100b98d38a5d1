import { input } from "../../../nets/leaves.ts";
import type { NetMachine, Program } from "../../../nets/machine.ts";
import { EMBEDDED, embedding, type NetParams, noiseNet } from "./net.ts";
import type { Predict } from "./sampler.ts";

/** The net's outputs for so many points at one step: "noise". */
export const predictionNet = (params: NetParams, rows: number) => ({
  noise: noiseNet(params, input("x", [rows, 2]), input("time", [rows, EMBEDDED])),
});

export function predictBy(program: Program, steps: number): Predict {
  return (x, t) => {
    program.input("x").set(x);
    const time = program.input("time");
    const own = embedding(t, steps);
    for (let at = 0; at < time.length; at += EMBEDDED) time.set(own, at);
    program.run();
    return program.output("noise");
  };
}

/** On the machine that learns. */
export const predictorOn = (machine: NetMachine, params: NetParams, rows: number, steps: number): Predict =>
  predictBy(machine.program({ outputs: predictionNet(params, rows) }), steps);
