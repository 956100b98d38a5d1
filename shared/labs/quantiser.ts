/**
 * Version of what makes a published graph of a trained net: quantiseGraph, and what quantised-chain.ts gives it (calibration rows, scales, derived inputs, the layers of labs'
 * chains). Raised with any change of its bytes, for it is written into each of them: whoever verifies an older link is told of another engine, not of a difference.
 */
export const QUANTISER = 2;

/** The same of recurrent nets that go on with texts: since 3 they read the sign that ends a line before its line end, since behind a line end alone, without memory, they went on in mid-word. */
export const RECURRENT_TEXT_QUANTISER = 3;
