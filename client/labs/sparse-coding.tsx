import { CodeView } from "./sparse-coding-code.tsx";
import { CurvesView } from "./sparse-coding-curves.tsx";
import { GapsView } from "./sparse-coding-gaps.tsx";
import { MainView } from "./sparse-coding-main.tsx";
import { PathView } from "./sparse-coding-path.tsx";
import { words } from "./sparse-coding-words.ts";
import type { LabView } from "./view.ts";

export const sparseCodingView: LabView = {
  id: "sparse-coding",
  main: { id: "atoms", title: words.main, component: MainView },
  supporting: [
    { id: "code", title: words.code, component: CodeView },
    { id: "path", title: words.path, component: PathView },
    { id: "gaps", title: words.gaps, component: GapsView },
    { id: "curves", title: words.curves, component: CurvesView },
  ],
  headline: ["objective", "sparsity", "atomsRecovered", "psnr"],
};
