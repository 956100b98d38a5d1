import type { Method } from "../../../../shared/labs/monte-carlo/integration/integral/method-fields.ts";
import { isExtensible, isRandomised } from "../../../../shared/labs/monte-carlo/integration/integral/methods.ts";
import { truthOf } from "../../../../shared/labs/monte-carlo/integration/measure.ts";
import { METHOD_NAMES } from "../../../../shared/labs/monte-carlo/integration/names.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { courseOf, type IntegrationProps, methodColor } from "./state.ts";
import { words } from "./words.ts";

/** The running estimate of one method, its band, and the value it goes to. */
export function Running({ fold, experiment: { params }, method }: IntegrationProps & { readonly method: Method }) {
  const { n, estimate, low, high } = courseOf(fold, method, params);
  const truth = truthOf(fold);
  const end = 2 ** (params.log2Points ?? 14);
  const note = isRandomised(method)
    ? isExtensible(method)
      ? words.runningStreams
      : words.runningWhole
    : words.runningNote;
  const span = spanOf(low, high, truth?.value);
  return (
    <LiveLine
      title={t(words.running)}
      note={t(note)}
      height={300}
      x={{ label: t(words.pointCount), domain: [0, end] }}
      y={{ label: t(words.estimate), ...(span && { domain: span }) }}
      series={[
        { label: "", color: methodColor(method), x: n, y: high, low },
        ...(truth
          ? [
              {
                label: t(truth.error === 0 ? words.exact : words.reference),
                color: roleColor("truth"),
                x: [0, end],
                y: [truth.value, truth.value],
              },
            ]
          : []),
        { label: t(METHOD_NAMES[method]), color: methodColor(method), x: n, y: estimate, width: 2 },
      ]}
    />
  );
}

/** What the band spans after its first eighth: how a run begins does not flatten the rest. */
function spanOf(
  low: Float64Array,
  high: Float64Array,
  truth: number | undefined,
): readonly [number, number] | undefined {
  const from = Math.floor(low.length / 8);
  const ends = [...low.subarray(from), ...high.subarray(from), ...(truth === undefined ? [] : [truth])].filter(
    Number.isFinite,
  );
  const [bottom, top] = ends.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const margin = 0.05 * (top - bottom);
  return bottom < top ? [bottom - margin, top + margin] : undefined;
}
