import { type Signal, signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import type { Gpu } from "../compute/devices.ts";
import type { DataState } from "./session-types.ts";
import type { Status } from "./status.ts";

/**
 * Where the draft is computed. Nets of ours have the devices of their lab; a model that is only run has WebGPU besides, and gets it by itself where a real GPU is there, since
 * such a model may be far larger than those. What the reader has chosen stays.
 */
export class DeviceChoice {
  readonly device: Signal<Device>;
  /** Those that may be chosen. */
  readonly devices: Signal<readonly Device[]>;
  readonly #lab: Lab;
  readonly #findGpu: () => Promise<Gpu>;
  #isChosen = false;
  /** The data that a device was found for. */
  #fitted = "";
  /** A GPU is being looked for. */
  #fitting: Promise<void> | null = null;

  constructor(lab: Lab, findGpu: () => Promise<Gpu>) {
    this.#lab = lab;
    this.#findGpu = findGpu;
    this.device = signal(lab.devices.includes("wasm") ? "wasm" : lab.devices[0]);
    this.devices = signal(lab.devices);
  }

  choose(device: Device): void {
    this.#isChosen = true;
    this.device.value = device;
  }

  /** The GPU has failed: the next runs of these data do without it, unless the reader asks for it. */
  giveUpGpu(): void {
    if (this.device.peek() === "webgpu") this.device.value = "wasm";
  }

  /** A run on another device than the GPU that was asked for shows that the GPU has failed. */
  leave(status: Status): void {
    if ("instead" in status && status.instead !== undefined) this.giveUpGpu();
  }

  /** Finds the devices for an experiment with its table; a promise where it takes a while. */
  fit(experiment: Experiment, table: Table | null): Promise<void> | undefined {
    if (table && this.#lab.onlyRuns?.(experiment.params, table)) return this.#fitGpu(JSON.stringify(experiment.data));
    this.devices.value = this.#lab.devices;
    this.giveUpGpu();
    return undefined;
  }

  get fitting(): Promise<void> | null {
    return this.#fitting;
  }

  /** The same, once the table is there. */
  follow(experiment: Experiment, state: DataState): void {
    if (state.kind !== "ready" && state.kind !== "none") return;
    const fitting = this.fit(experiment, state.kind === "ready" ? state.table : null)?.finally(() => {
      if (this.#fitting === fitting) this.#fitting = null;
    });
    this.#fitting = fitting ?? null;
  }

  async #fitGpu(data: string): Promise<void> {
    const gpu = await this.#findGpu();
    const isNew = data !== this.#fitted;
    this.#fitted = data;
    this.devices.value = gpu === "none" ? this.#lab.devices : ["webgpu", ...this.#lab.devices];
    if (gpu === "none") this.giveUpGpu();
    else if (gpu === "hardware" && isNew && !this.#isChosen) this.device.value = "webgpu";
  }
}
