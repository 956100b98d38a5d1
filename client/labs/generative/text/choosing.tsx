import type { Signal } from "@preact/signals";
import { choosingFields } from "../../../../shared/labs/generative/text/fields.ts";
import type { Choosing } from "../../../../shared/texts/choose.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Slider } from "../../parts/slider.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";

/** One beyond the largest k: all. */
const ALL = choosingFields.topK.max + 1;

/** Sliders of how the next character is chosen. */
export function ChoosingSliders({ choosing }: { readonly choosing: Signal<Choosing> }) {
  const { temperature, topK, topP } = choosing.value;
  const set = (more: Partial<Choosing>) => (choosing.value = { ...choosing.value, ...more });
  const said = (value: number) => formatNumber(value, locale.value, 3);
  return (
    <>
      <Slider
        act="temperature"
        label={t(words.temperature)}
        max={2}
        step={0.05}
        value={temperature}
        said={said(temperature)}
        onMove={(value) => set({ temperature: value })}
      />
      <Slider
        act="top-k"
        label={t(words.topK)}
        min={1}
        max={ALL}
        value={topK === 0 ? ALL : topK}
        said={topK === 0 ? t(words.all) : said(topK)}
        onMove={(value) => set({ topK: value === ALL ? 0 : value })}
      />
      <Slider
        act="top-p"
        label={t(words.topP)}
        min={0.05}
        max={1}
        step={0.05}
        value={topP}
        said={said(topP)}
        onMove={(value) => set({ topP: value })}
      />
    </>
  );
}
