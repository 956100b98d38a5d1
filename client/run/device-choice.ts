import { type Signal, signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import type { Gpu } from "../compute/devices.ts";
import type { Proposal } from "./proposal.ts";
import type { Choosing, DataState } from "./session-types.ts";
import type { Status } from "./status.ts";

/**
 * Where the draft is computed. Nets of ours have the devices of their lab, WebGPU once it is known that there is a GPU; which one they get by itself is proposed by a race
 * (`race.ts`). A model that is only run has WebGPU in any lab, and gets it by itself where a real GPU is there, since such a model may be far larger than those. What the
 * reader has chosen stays.
 */
export class DeviceChoice implements Choosing {
  readonly device: Signal<Device>;
  /** Those that may be chosen. */
  readonly devices: Signal<readonly Device[]>;
  readonly proposal = signal<Proposal | null>(null);
  readonly #lab: Lab;
  readonly #findGpu: () => Promise<Gpu>;
  #isChosen = false;
  #hasGpu = false;
  /** The draft has tasks for a GPU, as far as its lab says. */
  #isForGpu = true;
  /** A run had to leave the GPU. */
  #hasFailed = false;
  /** The data that a device was found for. */
  #fitted = "";
  /** A GPU is being looked for. */
  #fitting: Promise<void> | null = null;

  constructor(lab: Lab, findGpu: () => Promise<Gpu>) {
    this.#lab = lab;
    this.#findGpu = findGpu;
    this.device = signal(lab.devices.includes("wasm") ? "wasm" : lab.devices[0]);
    this.devices = signal(this.#own);
  }

  choose(device: Device): void {
    this.#isChosen = true;
    this.device.value = device;
    if (!this.devices.peek().includes(device)) this.devices.value = [device, ...this.devices.peek()];
  }

  get isOpen(): boolean {
    return !this.#isChosen;
  }

  offerGpu(): void {
    this.#hasGpu = true;
    this.devices.value = [...new Set([...this.devices.peek(), ...this.#own])];
  }

  propose(proposal: Proposal): void {
    this.proposal.value = proposal;
    if (!this.#isChosen && !(proposal.device === "webgpu" && this.#hasFailed)) this.device.value = proposal.device;
  }

  /** The GPU has failed: the next runs of these data do without it, unless the reader asks for it. */
  giveUpGpu(): void {
    this.#hasFailed = true;
    this.#leaveGpu();
  }

  #leaveGpu(): void {
    if (this.device.peek() === "webgpu") this.device.value = "wasm";
  }

  /** Those of the lab that there are. */
  get #own(): readonly Device[] {
    return this.#lab.devices.filter((device) => device !== "webgpu" || (this.#hasGpu && this.#isForGpu));
  }

  /** A run on another device than the GPU that was asked for shows that the GPU has failed. */
  leave(status: Status): void {
    if ("instead" in status && status.instead !== undefined) this.giveUpGpu();
  }

  /** Finds the devices for an experiment with its table; a promise where it takes a while. */
  fit(experiment: Experiment, table: Table | null): Promise<void> | undefined {
    if (table && this.#lab.onlyRuns?.(experiment.params, table)) return this.#fitGpu(JSON.stringify(experiment.data));
    this.#isForGpu = this.#lab.onGpu?.(experiment.params) ?? true;
    this.devices.value = this.#own;
    if (!this.#lab.devices.includes("webgpu") || !this.#isForGpu) this.#leaveGpu();
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
    this.devices.value = gpu === "none" ? this.#own : [...new Set<Device>(["webgpu", ...this.#lab.devices])];
    if (gpu === "none") this.#leaveGpu();
    else if (gpu === "hardware" && isNew && !this.#isChosen) this.device.value = "webgpu";
  }
}
