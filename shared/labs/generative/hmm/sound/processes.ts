import { recogniseTask } from "./recognise.ts";
import { spectrogramTask } from "./spectrogram.ts";
import { speakTask } from "./synthesise.ts";
import { unitTask } from "./unit.ts";
import { voicesTask } from "./voices.ts";

export const soundProcesses = {
  voices: voicesTask,
  unit: unitTask,
  recognise: recogniseTask,
  speak: speakTask,
  spectrogram: spectrogramTask,
};
