export { framesOf, hamming, powerSpectrum } from "./frames.ts";
export { autocorrelation, formantPeaks, type LinearPrediction, levinson, lpcSpectrum } from "./linear-prediction.ts";
export { ANALYSIS, cepstraOf, cepstrumToPower, dctRow, hzOf, melBank, melOf, soundCepstra } from "./mel.ts";
export { type Excitation, vocode } from "./vocoder.ts";
