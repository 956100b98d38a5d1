/** Models that were published, as bytes, and what they answered then: they must answer so for ever. Never written anew. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseGraph, scalarGraphs, wasmGraphs } from "../../../shared/quant/graph/index.ts";
import { parseQuantNet, reconstruct, sample, scalarEngine, wasmEngine } from "../../../shared/quant/index.ts";
import { instantiate } from "../../../shared/wasm/instantiate.ts";
import { goldenRows } from "../../oracles/golden-graphs.ts";
import { compiled, fresh } from "../../wasm.ts";

const published = [
  "wAUAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmb3JtYXQiOiJsYXRlbnRlLWRlbnNlLWludDgvMSIsImxheWVycyI6IjMiLCJlbmNvZGVyIjoiMiJ9LCJyYW5nZXMiOnsiZHR5cGUiOiJG",
  "NjQiLCJzaGFwZSI6WzZdLCJkYXRhX29mZnNldHMiOlswLDQ4XX0sImNvZGVzLmZhY3RvciI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwyXSwiZGF0YV9vZmZzZXRzIjpbNDgsNjRd",
  "fSwiY29kZXMubWVhbiI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzY0LDcyXX0sImxheWVyMC5iaWFzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOls1",
  "XSwiZGF0YV9vZmZzZXRzIjpbNzIsOTJdfSwibGF5ZXIwLm11bHRpcGxpZXJzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOls1XSwiZGF0YV9vZmZzZXRzIjpbOTIsMTEyXX0sImxheWVy",
  "MC5zY2FsYXJzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRzIjpbMTEyLDEyNF19LCJsYXllcjAuc2hpZnRzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOls1",
  "XSwiZGF0YV9vZmZzZXRzIjpbMTI0LDE0NF19LCJsYXllcjEuYmlhcyI6eyJkdHlwZSI6IkkzMiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzE0NCwxNTJdfSwibGF5ZXIxLm11",
  "bHRpcGxpZXJzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbMTUyLDE2MF19LCJsYXllcjEuc2NhbGFycyI6eyJkdHlwZSI6IkkzMiIsInNoYXBlIjpb",
  "M10sImRhdGFfb2Zmc2V0cyI6WzE2MCwxNzJdfSwibGF5ZXIxLnNoaWZ0cyI6eyJkdHlwZSI6IkkzMiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzE3MiwxODBdfSwibGF5ZXIy",
  "LmJpYXMiOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzZdLCJkYXRhX29mZnNldHMiOlsxODAsMjA0XX0sImxheWVyMi5tdWx0aXBsaWVycyI6eyJkdHlwZSI6IkkzMiIsInNoYXBlIjpb",
  "Nl0sImRhdGFfb2Zmc2V0cyI6WzIwNCwyMjhdfSwibGF5ZXIyLnNjYWxhcnMiOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzNdLCJkYXRhX29mZnNldHMiOlsyMjgsMjQwXX0sImxheWVy",
  "Mi5zaGlmdHMiOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzZdLCJkYXRhX29mZnNldHMiOlsyNDAsMjY0XX0sImxheWVyMC53ZWlnaHRzIjp7ImR0eXBlIjoiSTgiLCJzaGFwZSI6WzUs",
  "Nl0sImRhdGFfb2Zmc2V0cyI6WzI2NCwyOTRdfSwibGF5ZXIxLnRhYmxlIjp7ImR0eXBlIjoiVTgiLCJzaGFwZSI6WzEwMjRdLCJkYXRhX29mZnNldHMiOlsyOTQsMTMxOF19LCJsYXll",
  "cjEud2VpZ2h0cyI6eyJkdHlwZSI6Ikk4Iiwic2hhcGUiOlsyLDVdLCJkYXRhX29mZnNldHMiOlsxMzE4LDEzMjhdfSwibGF5ZXIyLnRhYmxlIjp7ImR0eXBlIjoiVTgiLCJzaGFwZSI6",
  "WzEwMjRdLCJkYXRhX29mZnNldHMiOlsxMzI4LDIzNTJdfSwibGF5ZXIyLndlaWdodHMiOnsiZHR5cGUiOiJJOCIsInNoYXBlIjpbNiwyXSwiZGF0YV9vZmZzZXRzIjpbMjM1MiwyMzY0",
  "XX19ICAgICAgIAAAAAAAAAAAAAAAAAAA8D8AAADAzMzcvwAAAGBvb98/AAAAAAAAAAAAAAAAAADwP5E3DD8AAAAAs/Q6PgoEGz/NzMw9zcxMvkfG//89yf//jfP//5ILAAA3KQAA56aG",
  "AEyMrADnpoYATg3tAMB51gA9AAAAfwAAAAEAAAAfAAAAIAAAAB8AAAAgAAAAIAAAAAO+//8zCQAAbw/cADRu0wAAAgAA/wMAAAAAAAAhAAAAIQAAAEC+//+mjP//dTQAAIDt//8RywAA",
  "tfr//28P3ACJu8AAHMOFAFAy8ABRM4cAOIeiAAACAAD/AwAAAAAAACEAAAAiAAAAIQAAACEAAAAiAAAAIQAAAIwFf/Zw58F/qWeSUCSbFYwFf3/jbtJcwadAlC2BGgAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgMFBwkKDA4QEhQWGBocHiAiJCYoKiwuMDI0Njk7PT9BQ0VHSUtOUFJUVlhaXF5gYmRmaGlr",
  "bW9xc3R2eHl7fX5/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/",
  "f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/",
  "f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/",
  "f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/",
  "f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f3+BaTgG1PXBjX9LAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQEBAQEBAQEBAQEBAQEBAQEB",
  "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQECAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgMDAwMDAwMDAwMDAwMDAwMDAwMD",
  "AwMEBAQEBAQEBAQEBAQEBAQEBAUFBQUFBQUFBQUFBQUGBgYGBgYGBgYGBgcHBwcHBwcHBwgICAgICAgICQkJCQkJCQkKCgoKCgoLCwsLCwsMDAwMDAwNDQ0NDQ4ODg4ODw8PDxAQEBAQ",
  "ERERERISEhITExMUFBQUFRUVFhYWFxcXGBgYGRkZGhoaGxscHBwdHR4eHh8fICAgISEiIiMjJCQlJSYmJycoKCkpKiorLCwtLS4uLzAwMTIyMzM0NTU2Nzc4OTk6Ozw8PT4+P0BBQUJD",
  "REVFRkdISUlKS0xNTU5PUFFSU1RUVVZXWFlaW1xdXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKio6Sl",
  "pqeoqaqrq6ytrq+wsbKys7S1tra3uLm6uru8vb6+v8DBwcLDw8TFxsbHyMjJysrLzMzNzc7Pz9DR0dLS09PU1dXW1tfX2NjZ2dra29vc3N3d3t7f39/g4OHh4eLi4+Pj5OTl5eXm5ubn",
  "5+fo6Ojp6enq6urr6+vr7Ozs7e3t7e7u7u7v7+/v7/Dw8PDx8fHx8fLy8vLy8/Pz8/Pz9PT09PT09fX19fX19vb29vb29vb39/f39/f39/j4+Pj4+Pj4+Pn5+fn5+fn5+fn5+vr6+vr6",
  "+vr6+vr6+vv7+/v7+/v7+/v7+/v7+/v7/Pz8/Pz8/Pz8/Pz8/Pz8/Pz8/Pz8/P39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+",
  "/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7/////////////////////////////////////////////////////////////////////////////////",
  "/////////////////////////////////////////////////////////////////////4F6fzO4gX9hfxOugQ==",
].join("");

const rows = { count: 2, width: 6, values: Float64Array.of(0, 0.1, 0.9, 0.5, 0.3, 1, 1, 0.8, 0.2, 0, 0.6, 0.45) };
const reconstructed = [113, 110, 131, 133, 155, 114, 119, 111, 128, 137, 155, 110];
const sampled = [100, 106, 141, 119, 154, 126, 103, 107, 139, 122, 154, 124];

test.each([
  ["scalar", scalarEngine],
  ["plain", wasmEngine(() => fresh("quant"))],
  ["relaxed", wasmEngine(() => instantiate("quant", compiled("quant-relaxed")))],
])("%s: a published model gives the bytes that it gave", (_, engine) => {
  const net = parseQuantNet(new Uint8Array(Buffer.from(published, "base64")));
  expect(Array.from(reconstruct(net, engine, rows).values)).toEqual(reconstructed);
  expect(Array.from(sample(net, engine, 7, 2).pictures.values)).toEqual(sampled);
});

interface Golden {
  readonly file: string;
  readonly answers: Readonly<Record<string, readonly number[]>>;
}

/** Of "latente-graph-int8/1": a net of pictures in each storage, and one of steps. Entries are only added. */
const graphs: Readonly<Record<string, Golden>> = JSON.parse(
  readFileSync(new URL("../../golden/graphs-int8-1.json", import.meta.url), "utf8"),
);

describe.each(Object.entries(graphs))(
  "a published graph, %s, gives the bytes that it gave",
  (name, { file, answers }) => {
    test.each([
      ["scalar", scalarGraphs],
      ["plain", wasmGraphs(() => fresh("quant"))],
      ["relaxed", wasmGraphs(() => instantiate("quant", compiled("quant-relaxed")))],
    ])("%s", (_, engine) => {
      const graph = parseGraph(new Uint8Array(Buffer.from(file, "base64")));
      const given = engine.run(graph, goldenRows(name));
      expect(Object.fromEntries(Object.entries(given).map(([value, codes]) => [value, Array.from(codes)]))).toEqual(
        answers,
      );
    });
  },
);
