import type { Arrays } from "../../../../shared/arrays.ts";
import { FORMATS } from "../../../../shared/labs/inference/quantization/formats.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { formatName, type QuantizationProps, useFloatGraph, valueName } from "./state.ts";
import { words } from "./words.ts";

/** How far the codes of each layer are from those of the values in floats, for one picture. */
export function Steps({ answer, ...props }: QuantizationProps & { readonly answer: Arrays | null }) {
  const float = useFloatGraph(props);
  if (!answer || !float) return null;
  const [first] = FORMATS;
  const nodes = Object.keys(answer).flatMap((name) =>
    name.startsWith(`steps.${first}.`) ? [name.slice(`steps.${first}.`.length)] : [],
  );
  const of = (format: (typeof FORMATS)[number], node: string) => answer[`steps.${format}.${node}`].values;
  return (
    <Figure
      title={t(words.steps)}
      note={t(words.stepsNote)}
      columns={() => [
        { name: t(words.layer), values: nodes.map((node) => valueName(float, node)) },
        ...FORMATS.flatMap((format) =>
          [0, 1].map((which) => ({
            name: `${formatName(format)} ${which === 0 ? "" : "max"}`.trim(),
            values: Float64Array.from(nodes, (node) => of(format, node)[which]),
          })),
        ),
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(words.steps)}>
        <table class="quant-table">
          <thead>
            <tr>
              <th scope="col">{t(words.layer)}</th>
              {FORMATS.map((format) => (
                <th key={format} scope="col" class="number">
                  {formatName(format)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <tr key={node}>
                <th scope="row">{valueName(float, node)}</th>
                {FORMATS.map((format) => {
                  const [mean, most] = of(format, node);
                  return (
                    <td key={format} class="number">
                      {meanSaid(mean)} ({formatInteger(most, locale.value)})
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}

/** With the digit that tells it from zero. */
function meanSaid(mean: number): string {
  const zeros = mean > 0 && mean < 1 ? Math.floor(-Math.log10(mean)) : 0;
  return formatNumber(mean, locale.value, 2 + zeros);
}
