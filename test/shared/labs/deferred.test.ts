import { expect, it } from "vitest";
import { array } from "../../../shared/arrays.ts";
import { deferred } from "../../../shared/labs/deferred.ts";
import { type Context, defineLab, type LabBody, type Opener, type Task } from "../../../shared/labs/lab.ts";
import { once } from "../../../shared/labs/process.ts";
import type { GangBuffers, Member } from "../../../shared/nets/gang.ts";
import { openNow } from "../../open-now.ts";
import { noWasm } from "../../wasm.ts";

const context: Context = { device: "scalar", wasm: noWasm, data: null, inputs: {} };
const taskOf = (kind: string): Task => ({ id: "t", kind, key: [1, 2], steps: 1, params: {} });

const helper = { serve: () => false } as unknown as Member;
const answer = once(() => ({ x: array(Float64Array.of(7)) }));
const led: Opener = { ...answer, member: () => helper };

function labWith(openers: Readonly<Record<"alone" | "led", Opener>>, measured = {}) {
  let loads = 0;
  const body = {
    id: "late",
    ...deferred(
      ["alone", "led"],
      async () => {
        loads++;
        return openers;
      },
      measured,
    ),
  } as unknown as LabBody;
  return { lab: defineLab(body), loads: () => loads };
}

it("loads nothing before the first process is opened, and then once", async () => {
  const { lab, loads } = labWith({ alone: answer, led });
  expect(Object.keys(lab.processes)).toEqual(["alone", "led"]);
  expect(loads()).toBe(0);
  const process = await lab.open(taskOf("alone"), context);
  await process.advance(1);
  expect(await process.output()).toEqual({ x: array(Float64Array.of(7)) });
  await lab.ready?.();
  await lab.open(taskOf("led"), context);
  expect(loads()).toBe(1);
});

it("answers at once where the code is there", async () => {
  const { lab } = labWith({ alone: answer, led });
  expect(() => openNow(lab, taskOf("alone"), context)).toThrow("promise");
  await lab.ready?.();
  expect(openNow(lab, taskOf("alone"), context).advance(1)).toEqual({});
});

it("joins gangs of those that have one", async () => {
  const { lab } = labWith({ alone: answer, led });
  const seat = [{} as GangBuffers, { index: 0 } as never] as const;
  expect(await lab.join(taskOf("led"), context, ...seat)).toBe(helper);
  await expect((async () => lab.join(taskOf("alone"), context, ...seat))()).rejects.toThrow(
    'process "alone" has no gang',
  );
});

it("says beforehand what is measured, and refuses processes that declare something else", async () => {
  const timed = { alone: once(() => ({}), { measured: ["seconds"] }), led };
  const { lab } = labWith(timed, { alone: ["seconds"] });
  await lab.ready?.();
  expect(lab.processes.alone.measured).toEqual(["seconds"]);
  await expect(labWith(timed).lab.ready?.()).rejects.toThrow('process "alone" declares seconds as measured');
  const other = labWith({ alone: answer, led }, { led: ["seconds"] }).lab;
  await expect(other.ready?.()).rejects.toThrow('process "led" declares nothing as measured');
});
