/** Sparsities at which accuracy is measured without fine-tuning. */
export const LEVELS: readonly number[] = [
  0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995,
];

/** Those of each layer alone. */
export const LAYER_LEVELS: readonly number[] = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1];
