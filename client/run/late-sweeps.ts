import { signal } from "@preact/signals";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device } from "../../shared/labs/lab.ts";
import type { SweepState } from "./session-types.ts";
import type { SweepControl, SweepControlOptions } from "./sweep-control.ts";

/** The sweeps of a session. The code that runs them comes with the first: most pages have none. */
export class LateSweeps {
  readonly state = signal<SweepState | null>(null);
  readonly #options: Omit<SweepControlOptions, "state">;
  #control: SweepControl | null = null;
  /** The sweep that waits for the code. */
  #waiting: Experiment | null = null;

  constructor(options: Omit<SweepControlOptions, "state">) {
    this.#options = options;
  }

  /** Whether a sweep is under way, paused or not. */
  get busy(): boolean {
    return this.#waiting !== null || this.#control?.busy === true;
  }

  /** Runs what is not finished of the sweep that is shown, all of any other. */
  async start(experiment: Experiment, device: Device): Promise<void> {
    if (this.#control) return this.#control.start(experiment, device);
    const { status, underWay } = this.#options;
    this.#waiting = experiment;
    underWay.value = experiment;
    status.value = { kind: "preparing" };
    try {
      const control = await this.#bring();
      if (this.#waiting !== experiment) return;
      this.#waiting = null;
      await control.start(experiment, device);
    } catch (error) {
      if (this.#waiting !== experiment) return;
      this.stop();
      status.value = { kind: "failed", error };
    }
  }

  pause(): void {
    this.#control?.pause();
  }

  resume(): void {
    this.#control?.resume();
  }

  /** Ends what is under way; what is finished stays. */
  stop(): void {
    if (this.#waiting) {
      this.#waiting = null;
      this.#options.underWay.value = null;
      this.#options.status.value = { kind: "idle" };
    }
    this.#control?.stop();
  }

  /** Forgets the sweep. */
  reset(): void {
    this.stop();
    this.#control?.reset();
  }

  /** Shows what an earlier page finished of a sweep that was cut short. Rejects where the code does not come. */
  async recover(experiment: Experiment): Promise<void> {
    const control = await this.#bring();
    await control.recover(experiment);
  }

  async #bring(): Promise<SweepControl> {
    const { SweepControl } = await import("./sweep-control.ts");
    this.#control ??= new SweepControl({ ...this.#options, state: this.state });
    return this.#control;
  }
}
