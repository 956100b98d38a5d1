import type { Later } from "../later.ts";
import type { Context, Family, Lab, Process, Task, WasmName } from "./lab.ts";

export interface LabEntry {
  readonly id: string;
  readonly family: Family;
  /** The lab's own list again, so that a page that only asks a question needs no code of the lab. Absent: the lab is loaded to find out. */
  readonly wasm?: readonly WasmName[];
  /** Opens questions that a small part of the lab's code can answer; null for others, which take the whole lab. */
  answer?(): Promise<(task: Task, context: Context) => Later<Process> | null>;
  /** Code of a lab comes over the wire when it is opened, not before. */
  load(): Promise<Lab>;
}

export const labs: readonly LabEntry[] = [
  {
    id: "factor-models",
    family: "factors",
    load: async () => (await import("./factors/factor-models/lab.ts")).factorModels,
  },
  {
    id: "autoencoder",
    family: "autoencoders",
    wasm: ["tensors"],
    answer: async () => (await import("./autoencoders/autoencoder/answer.ts")).openAnswer,
    load: async () => (await import("./autoencoders/autoencoder/lab.ts")).autoencoder,
  },
  { id: "vae", family: "autoencoders", load: async () => (await import("./autoencoders/vae/lab.ts")).vae },
  { id: "rbm", family: "partition", load: async () => (await import("./partition/rbm/lab.ts")).rbm },
  { id: "log-z", family: "partition", load: async () => (await import("./partition/log-z/lab.ts")).logZ },
  { id: "dbn", family: "partition", load: async () => (await import("./partition/dbn/lab.ts")).dbn },
  {
    id: "likelihood-gradient",
    family: "partition",
    load: async () => (await import("./partition/likelihood-gradient/lab.ts")).likelihoodGradient,
  },
  { id: "ica", family: "factors", load: async () => (await import("./factors/ica/lab.ts")).ica },
  { id: "fa", family: "factors", load: async () => (await import("./factors/fa/lab.ts")).fa },
  { id: "ppca", family: "factors", load: async () => (await import("./factors/ppca/lab.ts")).ppca },
  { id: "sfa", family: "factors", load: async () => (await import("./factors/sfa/lab.ts")).sfa },
  {
    id: "sparse-coding",
    family: "factors",
    load: async () => (await import("./factors/sparse-coding/lab.ts")).sparseCoding,
  },
  { id: "mcmc", family: "monte-carlo", load: async () => (await import("./monte-carlo/mcmc/lab.ts")).mcmc },
  { id: "mlp", family: "representation", load: async () => (await import("./representation/mlp/lab.ts")).mlp },
  { id: "cnn", family: "representation", load: async () => (await import("./representation/cnn/lab.ts")).cnn },
  { id: "anomaly", family: "autoencoders", load: async () => (await import("./autoencoders/anomaly/lab.ts")).anomaly },
  {
    id: "denoising",
    family: "autoencoders",
    load: async () => (await import("./autoencoders/denoising/lab.ts")).denoising,
  },
  { id: "depth", family: "representation", load: async () => (await import("./representation/depth/lab.ts")).depth },
  {
    id: "sparse-autoencoder",
    family: "autoencoders",
    load: async () => (await import("./autoencoders/sparse-autoencoder/lab.ts")).sparseAutoencoder,
  },
  {
    id: "factors-of-variation",
    family: "representation",
    load: async () => (await import("./representation/factors-of-variation/lab.ts")).factorsOfVariation,
  },
  { id: "bayes-net", family: "graphs", load: async () => (await import("./graphs/bayes-net/lab.ts")).bayesNet },
  {
    id: "factor-graph",
    family: "graphs",
    load: async () => (await import("./graphs/factor-graph/lab.ts")).factorGraph,
  },
  { id: "state-space", family: "graphs", load: async () => (await import("./graphs/state-space/lab.ts")).stateSpace },
  {
    id: "markov-field",
    family: "graphs",
    load: async () => (await import("./graphs/markov-field/lab.ts")).markovField,
  },
  { id: "hmm", family: "generative", load: async () => (await import("./generative/hmm/lab.ts")).hmm },
  {
    id: "importance",
    family: "monte-carlo",
    load: async () => (await import("./monte-carlo/importance/lab.ts")).importance,
  },
  {
    id: "integration",
    family: "monte-carlo",
    load: async () => (await import("./monte-carlo/integration/lab.ts")).integration,
  },
  { id: "burn-in", family: "monte-carlo", load: async () => (await import("./monte-carlo/burn-in/lab.ts")).burnIn },
  { id: "forward", family: "inference", load: async () => (await import("./inference/forward/lab.ts")).forward },
  {
    id: "quantization",
    family: "inference",
    load: async () => (await import("./inference/quantization/lab.ts")).quantization,
  },
  { id: "hardware", family: "inference", load: async () => (await import("./inference/hardware/lab.ts")).hardware },
  { id: "pruning", family: "inference", load: async () => (await import("./inference/pruning/lab.ts")).pruning },
  { id: "gan", family: "generative", load: async () => (await import("./generative/gan/lab.ts")).gan },
  { id: "char-rnn", family: "generative", load: async () => (await import("./generative/char-rnn/lab.ts")).charRnn },
  {
    id: "transformer",
    family: "generative",
    load: async () => (await import("./generative/transformer/lab.ts")).transformerLab,
  },
  { id: "flow", family: "generative", load: async () => (await import("./generative/flow/lab.ts")).flow },
  {
    id: "diffusion",
    family: "generative",
    load: async () => (await import("./generative/diffusion/lab.ts")).diffusion,
  },
  {
    id: "augmentation",
    family: "generative",
    load: async () => (await import("./generative/augmentation/lab.ts")).augmentation,
  },
  { id: "sampler", family: "generative", load: async () => (await import("./generative/sampler/lab.ts")).sampler },
];
