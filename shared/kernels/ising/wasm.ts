import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf } from "../../wasm/room.ts";
import type { SpinMachine, Update, Weights } from "./machine.ts";
import { upThresholds } from "./rates.ts";

type IsingModule = WasmModules["ising"];

/** The same lattice as `packedMachine`, bit for bit, in a fresh instance of the module `ising`. */
export function wasmPackedMachine(module: IsingModule, side: number): SpinMachine {
  const { u8, u32 } = roomOf(module);
  module.packedSetUp(side);
  const thresholds = module.alloc(40);
  let weights: Weights = { coupling: 0, field: 0 };
  let ready: Update | undefined;
  return {
    side,
    states: 2,
    setWeights(given) {
      weights = given;
      ready = undefined;
    },
    spins() {
      module.unpackSpins();
      return u8("packedSpins", side * side).slice();
    },
    setSpins(spins) {
      u8("packedSpins", side * side).set(spins);
      module.setPackedSpins();
    },
    sweep(update, [k0, k1]) {
      if (ready !== update) {
        u32(thresholds, 10).set(upThresholds(update, weights));
        module.setThresholds(thresholds);
        ready = update;
      }
      module.packedUpdate(0, k0, k1);
      module.packedUpdate(1, k0, k1);
      return side * side;
    },
    counts() {
      const aligned = module.aligned();
      const up = module.up.value;
      return { aligned, states: [side * side - up, up] };
    },
  };
}

/** The same lattice as `siteMachine`, bit for bit, in a fresh instance of the module `ising`. */
export function wasmSiteMachine(module: IsingModule, side: number, states: number): SpinMachine {
  const { u8, u32 } = roomOf(module);
  module.sitesSetUp(side, states);
  const updates = {
    gibbs: module.gibbs,
    metropolis: module.metropolis,
    "swendsen-wang": module.swendsenWang,
    wolff: module.wolff,
  };
  return {
    side,
    states,
    setWeights: ({ coupling, field }) => module.setSiteWeights(coupling, field),
    spins: () => u8("sites", side * side).slice(),
    setSpins: (spins) => u8("sites", side * side).set(spins),
    sweep: (update, [k0, k1]) => updates[update](k0, k1),
    counts() {
      module.countStates();
      return { aligned: module.siteAligned(), states: [...u32("stateCounts", states)] };
    },
  };
}
