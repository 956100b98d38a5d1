import type { LabView } from "./view.ts";

/** How a lab is shown. Its code is loaded when it is opened. */
export interface LabViewEntry {
  readonly id: string;
  load(): Promise<LabView>;
}

export const labViews: readonly LabViewEntry[] = [
  { id: "autoencoder", load: async () => (await import("./autoencoders/autoencoder/view.tsx")).autoencoderView },
  { id: "vae", load: async () => (await import("./autoencoders/vae/view.tsx")).vaeView },
  { id: "factor-models", load: async () => (await import("./factors/factor-models/view.tsx")).factorModelsView },
  { id: "rbm", load: async () => (await import("./partition/rbm/view.tsx")).rbmView },
  { id: "log-z", load: async () => (await import("./partition/log-z/view.tsx")).logZView },
  { id: "dbn", load: async () => (await import("./partition/dbn/view.tsx")).dbnView },
  {
    id: "likelihood-gradient",
    load: async () => (await import("./partition/likelihood-gradient/view.tsx")).likelihoodGradientView,
  },
  { id: "ica", load: async () => (await import("./factors/ica/view.tsx")).icaView },
  { id: "fa", load: async () => (await import("./factors/fa/view.tsx")).faView },
  { id: "ppca", load: async () => (await import("./factors/ppca/view.tsx")).ppcaView },
  { id: "sfa", load: async () => (await import("./factors/sfa/view.tsx")).sfaView },
  { id: "sparse-coding", load: async () => (await import("./factors/sparse-coding/view.tsx")).sparseCodingView },
  { id: "mcmc", load: async () => (await import("./monte-carlo/mcmc/view.tsx")).mcmcView },
  { id: "mlp", load: async () => (await import("./representation/mlp/view.tsx")).mlpView },
  { id: "cnn", load: async () => (await import("./representation/cnn/view.tsx")).cnnView },
  { id: "anomaly", load: async () => (await import("./autoencoders/anomaly/view.tsx")).anomalyView },
  { id: "denoising", load: async () => (await import("./autoencoders/denoising/view.tsx")).denoisingView },
  { id: "depth", load: async () => (await import("./representation/depth/view.tsx")).depthView },
  {
    id: "sparse-autoencoder",
    load: async () => (await import("./autoencoders/sparse-autoencoder/view.tsx")).sparseAutoencoderView,
  },
  {
    id: "factors-of-variation",
    load: async () => (await import("./representation/factors-of-variation/view.tsx")).factorsOfVariationView,
  },
  { id: "bayes-net", load: async () => (await import("./graphs/bayes-net/view.tsx")).bayesNetView },
  { id: "factor-graph", load: async () => (await import("./graphs/factor-graph/view.tsx")).factorGraphView },
  { id: "state-space", load: async () => (await import("./graphs/state-space/view.tsx")).stateSpaceView },
  { id: "markov-field", load: async () => (await import("./graphs/markov-field/view.tsx")).markovFieldView },
  { id: "hmm", load: async () => (await import("./generative/hmm/view.tsx")).hmmView },
  { id: "importance", load: async () => (await import("./monte-carlo/importance/view.tsx")).importanceView },
  { id: "integration", load: async () => (await import("./monte-carlo/integration/view.tsx")).integrationView },
  { id: "burn-in", load: async () => (await import("./monte-carlo/burn-in/view.tsx")).burnInView },
  { id: "forward", load: async () => (await import("./inference/forward/view.tsx")).forwardView },
  { id: "quantization", load: async () => (await import("./inference/quantization/view.tsx")).quantizationView },
  { id: "hardware", load: async () => (await import("./inference/hardware/view.tsx")).hardwareView },
  { id: "pruning", load: async () => (await import("./inference/pruning/view.tsx")).pruningView },
  { id: "gan", load: async () => (await import("./generative/gan/view.tsx")).ganView },
  { id: "char-rnn", load: async () => (await import("./generative/char-rnn/view.tsx")).charRnnView },
  { id: "transformer", load: async () => (await import("./generative/transformer/view.tsx")).transformerView },
  { id: "flow", load: async () => (await import("./generative/flow/view.tsx")).flowView },
  { id: "diffusion", load: async () => (await import("./generative/diffusion/view.tsx")).diffusionView },
  { id: "augmentation", load: async () => (await import("./generative/augmentation/view.tsx")).augmentationView },
  { id: "sampler", load: async () => (await import("./generative/sampler/view.tsx")).samplerView },
];
