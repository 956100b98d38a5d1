import type { Localized } from "../../../shared/text.ts";

/** Sentences for what may be wrong with an expression (`shared/math/expression`), by its code. */
export const expressionErrors = {
  "unknown-character": {
    es: "El carácter {at} de la expresión, «{value}», no se entiende. Quítalo.",
    en: "Character {at} of the expression, “{value}”, means nothing here. Take it out.",
  },
  "expression-too-deep": {
    es: "La expresión tiene más de {most} partes unas dentro de otras. Quita paréntesis.",
    en: "The expression has more than {most} parts within each other. Take out parentheses.",
  },
  "number-too-large": {
    es: "El número {value} es demasiado grande. Pon uno por debajo de 1e308.",
    en: "The number {value} is too large. Use one below 1e308.",
  },
  "not-called": {
    es: "Falta el argumento de {value} en el carácter {at}: escribe {value}(x).",
    en: "{value} at character {at} lacks its argument: write {value}(x).",
  },
  "unknown-function": {
    es: "No hay una función «{value}» (carácter {at}). Las que hay: {allowed}. Para multiplicar, escribe *.",
    en: "There is no function “{value}” (character {at}). There are {allowed}. Write * to multiply.",
  },
  "wrong-count": {
    es: "{name} (carácter {at}) tiene {value} argumentos, y deben ser {fits}.",
    en: "{name} (character {at}) has {value} arguments, and takes {fits}.",
  },
  "ends-early": {
    es: "La expresión acaba en el carácter {at}, donde falta un número o un nombre.",
    en: "The expression ends at character {at}, where a number or a name is missing.",
  },
  misplaced: {
    es: "En el carácter {at} hay «{value}», y ahí va un número o un nombre.",
    en: "There is “{value}” at character {at}, where a number or a name should stand.",
  },
  "not-opened": {
    es: "El paréntesis del carácter {at} se cierra sin haberse abierto. Quítalo, o abre uno antes.",
    en: "The parenthesis at character {at} closes without being opened. Take it out, or open one before.",
  },
  "not-closed": {
    es: "El paréntesis del carácter {at} no se cierra. Añade «)».",
    en: "The parenthesis at character {at} is not closed. Add “)”.",
  },
  "no-sign": {
    es: "Falta un signo antes de «{value}» (carácter {at}). Para multiplicar, escribe *.",
    en: "A sign is missing before “{value}” (character {at}). Write * to multiply.",
  },
} as const satisfies Record<string, Localized>;
