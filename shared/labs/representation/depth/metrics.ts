import { arrangementCells, mostRegions } from "../../../kernels/regions/index.ts";
import { mean as meanOf, standardDeviation } from "../../../stats/moments.ts";
import type { Fold } from "../../fold.ts";
import { metricsIn } from "../../metric-table.ts";
import { known, told } from "../../metrics.ts";
import { onlyOf } from "../../only-of.ts";
import { graphOf, measuresOf } from "./computation.ts";
import { conceptDepth, hiddenOf as hiddenConcepts, refinementGraph } from "./concepts.ts";
import type { ConceptParams, DepthParams, GraphParams, RegionParams, TrainingParams } from "./fields.ts";
import { FORM_NAMES } from "./forms.ts";
import { formsOf, networkOf } from "./graphs.ts";
import { builtHidden, hiddenOfSide, parameterCount, SIDES, type Side, taskOf } from "./sides.ts";
import { inputsOf } from "./target.ts";

const NETS = {
  deep: { es: "de la red profunda", en: "of the deep net" },
  shallow: { es: "de la red superficial", en: "of the shallow net" },
} as const;
const GRAPHS = { ...FORM_NAMES, ...NETS, concepts: { es: "de los conceptos", en: "of the concepts" } };

const ofTrained = onlyOf(({ topic }: DepthParams) => topic === "training");
const ofNets = onlyOf(({ topic }: DepthParams) => topic === "training" || topic === "regions");

export const depthMetrics = metricsIn({
  "testMse.<net>": {
    ...ofTrained,
    label: { es: "Error de prueba", en: "Test error" },
    members: NETS,
    better: "lower",
    meaning: {
      es: "Error cuadrático medio de la red en una rejilla de puntos de prueba; media entre las redes de su clase",
      en: "Mean squared error of the net on a grid of test points; mean over the nets of its kind",
    },
  },
  "sd.testMse.<net>": {
    ...ofTrained,
    label: { es: "Desviación del error", en: "Deviation of the error" },
    members: NETS,
    meaning: {
      es: "Desviación típica del error de prueba entre las redes de su clase (n − 1)",
      en: "Standard deviation of the test error over the nets of its kind (n − 1)",
    },
  },
  longestPath: {
    label: { es: "Camino más largo", en: "Longest path" },
    meaning: {
      es: "Operaciones por las que pasa el camino más largo del primer grafo de cálculo; en una red, sus capas",
      en: "Operations on the longest path of the first graph of computations; of a net its layers",
    },
  },
  "longestPath.<graph>": {
    label: { es: "Camino más largo", en: "Longest path" },
    members: GRAPHS,
    meaning: {
      es: "Lo mismo de cada grafo que se dibuja; del de conceptos, cuántos conceptos hay en su camino más largo",
      en: "The same of each graph that is drawn; of that of concepts, how many concepts lie on its longest path",
    },
  },
  nodes: {
    label: { es: "Operaciones", en: "Operations" },
    meaning: {
      es: "Operaciones del primer grafo de cálculo, contada una vez cada parte que se repite",
      en: "Operations of the first graph of computations, parts that recur counted once",
    },
  },
  "nodes.<graph>": {
    label: { es: "Operaciones", en: "Operations" },
    members: GRAPHS,
    meaning: {
      es: "Lo mismo de cada grafo; del de conceptos, cuántos conceptos hay",
      en: "The same of each graph; of that of concepts, how many concepts there are",
    },
  },
  width: {
    label: { es: "Anchura", en: "Width" },
    meaning: {
      es: "Las más operaciones que hay a una misma profundidad en el primer grafo",
      en: "The most operations at one depth of the first graph",
    },
  },
  difference: {
    label: { es: "Diferencia entre formas", en: "Difference of forms" },
    better: "lower",
    meaning: {
      es: "La mayor diferencia entre dos formas donde ambas tienen valor, de 64 puntos al azar, relativa al valor donde pasa de 1: cero, o redondeo, si son la misma función",
      en: "The largest difference of two forms where both have a value, of 64 random points, relative to the value where that is above 1: zero, or rounding, where they are one function",
    },
  },
  oneSided: {
    label: { es: "Puntos con valor en una sola forma", en: "Points with a value in one form alone" },
    better: "lower",
    meaning: {
      es: "En cuántos de esos puntos tiene valor finito una forma y otra no, o no el mismo infinito: no son la misma función",
      en: "At how many of those points one form has a finite value and another has none, or not the same infinity: they are not one function",
    },
  },
  beliefError: {
    label: { es: "Error de lo inferido", en: "Error of the beliefs" },
    better: "lower",
    meaning: {
      es: "La mayor diferencia, tras la última vuelta, entre lo que se cree de un concepto y su probabilidad exacta",
      en: "The largest difference, after the last round, between what is believed of a concept and its exact probability",
    },
  },
  regions: {
    ...ofNets,
    label: { es: "Regiones lineales", en: "Linear regions" },
    meaning: {
      es: "Regiones de activación de la red en la ventana, contadas una a una; de las entrenadas, la media de las profundas",
      en: "Activation regions of the net within the window, counted one by one; of trained nets the mean of the deep ones",
    },
  },
  "regions.<net>": {
    label: { es: "Regiones lineales", en: "Linear regions" },
    members: {
      ...NETS,
      most: { es: "cota superior", en: "upper bound" },
      oneLayer: { es: "una sola capa, como mucho", en: "a single layer, at most" },
      sampled: { es: "vistas en una rejilla", en: "seen on a grid" },
    },
    meaning: {
      es: "Media entre las redes de su clase; las que puede tener una red con esas capas (Serra y otros, 2018), y una sola capa con tantas neuronas (Zaslavsky, 1975); las que encuentra una rejilla de puntos",
      en: "Mean over the nets of its kind; as many as a net of these layers may have (Serra and others, 2018), and a single layer of as many units (Zaslavsky, 1975); those that a grid of points meets",
    },
  },
  "parameters.<net>": {
    ...ofTrained,
    label: { es: "Parámetros", en: "Parameters" },
    members: NETS,
    meaning: { es: "Pesos y sesgos de cada red", en: "Weights and biases of each net" },
  },
});

type Metrics = Readonly<Record<string, number | undefined>>;

export function measureDepth(fold: Fold, params: DepthParams): Readonly<Record<string, number>> {
  switch (params.topic) {
    case "training":
      return known(ofTraining(fold, params as TrainingParams));
    case "graph":
      return known(ofGraph(fold, params as GraphParams));
    case "concepts":
      return known(ofConcepts(fold, params as ConceptParams));
    case "regions":
      return known(ofRegions(fold, params as RegionParams));
    default:
      return params.topic satisfies never;
  }
}

function ofTraining(fold: Fold, params: TrainingParams): Metrics {
  const evaluated = fold.output("evaluate");
  const sides = SIDES.map((side, s): readonly [Side, Metrics] => {
    const own = (name: string) =>
      Float64Array.from(evaluated?.[name].values ?? []).subarray(s * params.seeds, (s + 1) * params.seeds);
    const newest = (record: string) => {
      const found = Array.from({ length: params.seeds }, (_, i) => told(fold, taskOf(side, i), record).at(-1));
      return Float64Array.from(found.filter((value) => value !== undefined));
    };
    const [mse, regions] = evaluated ? [own("testMse"), own("regions")] : [newest("testLoss"), newest("regions")];
    const hidden = hiddenOfSide(side, params);
    return [
      side,
      {
        testMse: mse.length > 0 ? meanOf(mse) : undefined,
        "sd.testMse": mse.length > 1 ? standardDeviation(mse) : undefined,
        regions: regions.length > 0 ? meanOf(regions) : undefined,
        longestPath: hidden.length + 1,
        parameters: parameterCount(inputsOf(params.target), hidden),
      },
    ];
  });
  const [[, deep]] = sides;
  return {
    longestPath: deep.longestPath,
    regions: deep.regions,
    ...Object.fromEntries(
      sides.flatMap(([side, own]) => Object.entries(own).map(([name, value]) => [`${name}.${side}`, value])),
    ),
  };
}

function ofGraph(fold: Fold, params: GraphParams): Metrics {
  const forms = formsOf(params).map(
    ({ id, expression }) => [id, measuresOf(graphOf(expression, params.operations))] as const,
  );
  const [[, first]] = forms;
  const several = forms.length > 1 ? forms : [];
  return {
    longestPath: first.longestPath,
    nodes: first.operations,
    width: first.width,
    ...Object.fromEntries(
      several.flatMap(([id, one]) => [
        [`longestPath.${id}`, one.longestPath],
        [`nodes.${id}`, one.operations],
      ]),
    ),
    ...(several.length > 0 && differencesIn(fold)),
  };
}

/** Where neither has a value two forms agree; where one alone has, there is no difference to measure. */
function differencesIn(fold: Fold): Metrics {
  const { values: found, undefined: lacks } = fold.output("graph") ?? {};
  if (!found) return {};
  const [forms, points] = found.shape;
  const valueAt = (at: number) => (lacks?.values[at] === 1 ? Number.NaN : Number(found.values[at]));
  const differences: number[] = [];
  const oneSided = new Set<number>();
  for (let f = 1; f < forms; f++)
    for (let p = 0; p < points; p++) {
      const [a, b] = [valueAt(p), valueAt(f * points + p)];
      const [hasA, hasB] = [Number.isFinite(a), Number.isFinite(b)];
      if (hasA && hasB) differences.push(Math.abs(a - b) / Math.max(1, Math.abs(a)));
      else if (hasA !== hasB || (a !== b && !Number.isNaN(a) && !Number.isNaN(b))) oneSided.add(p);
    }
  return {
    difference: differences.length > 0 ? Math.max(...differences) : undefined,
    oneSided: oneSided.size > 0 ? oneSided.size : undefined,
  };
}

function ofConcepts(fold: Fold, params: ConceptParams): Metrics {
  const network = networkOf(params);
  const { longestPath, operations, width } = measuresOf({ nodes: refinementGraph(network, params.rounds) });
  const { beliefs, exact } = fold.output("concepts") ?? {};
  const last = beliefs && Array.from(beliefs.values).slice(-network.length);
  return {
    longestPath,
    nodes: operations,
    width,
    "longestPath.concepts": conceptDepth(network),
    "nodes.concepts": network.length,
    beliefError:
      last && exact && Math.max(...hiddenConcepts(network).map((i) => Math.abs(last[i] - Number(exact.values[i])))),
  };
}

function ofRegions(fold: Fold, params: RegionParams): Metrics {
  const { sides, patterns } = fold.output("regions") ?? {};
  const hidden = builtHidden(params);
  const units = hidden.reduce((sum, width) => sum + width, 0);
  return {
    longestPath: hidden.length + 1,
    regions: sides?.values.length,
    "regions.sampled": patterns?.values[0],
    "regions.most": mostRegions(params.inputs, hidden),
    "regions.oneLayer": arrangementCells(units, params.inputs),
  };
}
