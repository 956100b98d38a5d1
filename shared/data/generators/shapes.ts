import type { BooleanField, Fields, ParamsOf } from "../../experiment/fields.ts";
import { foldIn, integer, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Localized } from "../../text.ts";
import { defineGenerator } from "./generator.ts";
import { drawShape, FORMS, SHAPE_RANGES, SHAPE_SIDE, type ShapeFactor, type ShapeFactors } from "./shape-drawing.ts";

/** In the order of the columns; `hue` in colour only. */
const GREY_FACTORS = ["form", "x", "y", "scale", "rotation", "brightness", "light"] as const;
const FACTORS = [...GREY_FACTORS, "hue"] as const;

function varied(label: Localized, what: Localized, isVaried: boolean): BooleanField {
  return {
    kind: "boolean",
    label,
    help: {
      es: `Si ${what.es} cambia de una imagen a otra; si no, queda fijo en medio de su intervalo.`,
      en: `Whether ${what.en} varies from picture to picture; if not, it stays at one value.`,
    },
    default: isVaried,
  };
}

const params = {
  count: {
    kind: "integer",
    label: { es: "Imágenes", en: "Pictures" },
    help: { es: "Cuántas imágenes se dibujan.", en: "How many pictures are drawn." },
    min: 10,
    max: 20_000,
    default: 2000,
    scale: "log",
  },
  forms: {
    kind: "choice",
    label: { es: "Formas", en: "Forms" },
    help: {
      es: "Con «todas», la forma es un factor más: cada imagen muestra una de las cuatro.",
      en: "With “all”, the form is one more factor: each picture shows one of the four.",
    },
    options: [
      { value: "all", label: { es: "todas", en: "all" } },
      { value: "square", label: { es: "cuadrado", en: "square" } },
      { value: "ellipse", label: { es: "elipse", en: "ellipse" } },
      { value: "heart", label: { es: "corazón", en: "heart" } },
      { value: "car", label: { es: "coche", en: "car" } },
    ],
    default: "all",
  },
  colour: {
    kind: "boolean",
    label: { es: "En color", en: "In colour" },
    help: {
      es: "Tres canales, con fondo y sombra; el tono puede ser un factor. Sin color, un canal sobre negro.",
      en: "Three channels, with a ground and a shadow; hue may be a factor. Without colour, one channel on black.",
    },
    default: false,
  },
  x: varied({ es: "Posición x", en: "Position x" }, { es: "la posición horizontal", en: "the horizontal place" }, true),
  y: varied({ es: "Posición y", en: "Position y" }, { es: "la posición vertical", en: "the vertical place" }, true),
  scale: varied({ es: "Tamaño", en: "Scale" }, { es: "el tamaño", en: "the size" }, true),
  rotation: varied({ es: "Giro", en: "Rotation" }, { es: "el giro (±40°)", en: "the rotation (±40°)" }, true),
  brightness: varied({ es: "Brillo", en: "Brightness" }, { es: "el brillo", en: "the brightness" }, false),
  light: varied({ es: "Luz", en: "Light" }, { es: "la dirección de la luz", en: "the direction of light" }, false),
  hue: {
    ...varied({ es: "Tono", en: "Hue" }, { es: "el tono", en: "the hue" }, true),
    when: { field: "colour", is: [true] },
  },
} as const satisfies Fields;

type ShapesParams = ParamsOf<typeof params>;

/**
 * Pictures of 32 × 32 pixels, grey or in colour, of one form each: square, ellipse, heart or car. Factors are independent, each uniform over its range
 * (`SHAPE_RANGES`; the form over all four); those that do not vary are held at one value. All of them are columns of `factors`, also those that are
 * held. The class of a picture is its form.
 */
export const shapes = defineGenerator({
  id: "shapes",
  title: { es: "Formas con factores conocidos", en: "Shapes with known factors" },
  classes: {
    square: { es: "cuadrado", en: "square" },
    ellipse: { es: "elipse", en: "ellipse" },
    heart: { es: "corazón", en: "heart" },
    car: { es: "coche", en: "car" },
  },
  params,
  cost({ count, colour }) {
    const values = (colour ? 3 : 1) * SHAPE_SIDE * SHAPE_SIDE * count;
    // A canvas in three channels is painted for each picture, of which the grey ones keep one.
    const canvas = (8 + 1) * 3 * SHAPE_SIDE * SHAPE_SIDE;
    return { values, bytes: values + (4 + 8 * FACTORS.length) * count + canvas, steps: 1200 * count };
  },
  generate(key, own) {
    const { count, forms, colour } = own;
    const channels = colour ? 3 : 1;
    const columns = channels * SHAPE_SIDE * SHAPE_SIDE;
    const names: readonly ShapeFactor[] = colour ? FACTORS : GREY_FACTORS;
    const values = new Uint8Array(count * columns);
    const labels = new Int32Array(count);
    const factors = new Float64Array(count * names.length);
    for (let n = 0; n < count; n++) {
      const made = factorsOf(foldIn(key, n), own);
      drawShape(values.subarray(n * columns, (n + 1) * columns), made, channels);
      labels[n] = forms === "all" ? made.form : 0;
      factors.set(
        names.map((name) => made[name]),
        n * names.length,
      );
    }
    return {
      rows: count,
      columns,
      values,
      labels,
      classes: forms === "all" ? FORMS : [forms],
      image: { width: SHAPE_SIDE, height: SHAPE_SIDE, channels },
      factors: { names, values: factors },
    };
  },
});

/** Each factor has a number of its own: whether others vary does not change it. */
function factorsOf(key: Key, params: ShapesParams): ShapeFactors {
  const of = (name: Exclude<ShapeFactor, "form">) => {
    const { low, high, held } = SHAPE_RANGES[name];
    return params[name] ? low + (high - low) * uniform(key, FACTORS.indexOf(name)) : held;
  };
  return {
    form: params.forms === "all" ? integer(key, 0, FORMS.length) : (FORMS as readonly string[]).indexOf(params.forms),
    x: of("x"),
    y: of("y"),
    scale: of("scale"),
    rotation: of("rotation"),
    brightness: of("brightness"),
    light: of("light"),
    hue: of("hue"),
  };
}
