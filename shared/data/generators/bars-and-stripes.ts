import { foldIn, integer } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";

/**
 * Bars and stripes (MacKay 2003): n × n pictures whose rows, or whose columns, are all on or all off. There are 2^(n+1) − 2 different ones; the
 * two plain pictures are both a set of bars and a set of stripes, so they come up twice as often.
 */
export const barsAndStripes = defineGenerator({
  id: "bars-and-stripes",
  title: { es: "Barras y franjas", en: "Bars and stripes" },
  classes: { bars: { es: "barras", en: "bars" }, stripes: { es: "franjas", en: "stripes" } },
  params: {
    side: {
      kind: "integer",
      label: { es: "Lado", en: "Side" },
      help: { es: "La imagen tiene lado × lado píxeles.", en: "The picture has side × side pixels." },
      min: 2,
      max: 8,
      default: 4,
      unit: "px",
    },
    source: {
      kind: "choice",
      label: { es: "Imágenes", en: "Pictures" },
      help: {
        es: "Todas las imágenes una vez (las lisas dos), o muestras al azar.",
        en: "Every picture once (the plain ones twice), or random draws.",
      },
      options: [
        { value: "all", label: { es: "Todas", en: "All" } },
        { value: "sample", label: { es: "Muestra", en: "Sample" } },
      ],
      default: "all",
    },
    count: {
      kind: "integer",
      label: { es: "Número", en: "Number" },
      help: { es: "Cuántas imágenes se sacan al azar.", en: "How many pictures are drawn at random." },
      min: 10,
      max: 60_000,
      default: 1000,
      scale: "log",
      when: { field: "source", is: ["sample"] },
    },
  },
  cost({ side, source, count }) {
    const rows = source === "all" ? 2 ** (side + 1) : (count ?? 1000);
    const values = rows * side * side;
    return { values, bytes: values + 4 * rows, steps: rows + values / 10 };
  },
  generate(key, { side, source, count }) {
    const patterns = 2 ** side;
    const rows = source === "all" ? 2 * patterns : (count ?? 1000);
    const values = new Uint8Array(rows * side * side);
    const labels = new Int32Array(rows);
    for (let n = 0; n < rows; n++) {
      const which = source === "all" ? n : integer(foldIn(key, n), 0, 2 * patterns);
      const upright = which < patterns;
      labels[n] = upright ? 0 : 1;
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++)
          values[(n * side + y) * side + x] = ((which % patterns) >> (upright ? x : y)) & 1 ? 255 : 0;
    }
    return {
      rows,
      columns: side * side,
      values,
      labels,
      classes: ["bars", "stripes"],
      image: { width: side, height: side, channels: 1 },
    };
  },
});
