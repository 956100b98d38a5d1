/** Every code with which the edge refuses (`error.code`), and what it means. With its values the page says more (`client/i18n/errors`). */
import type { Localized } from "../../shared/text.ts";

const say = (en: string, es: string): Localized => ({ es, en });

export const codes = {
  // Of any address.
  internal: say("Unforeseen failure: try again.", "Fallo imprevisto: vuelve a intentarlo."),
  "unknown-address": say("No such address.", "No existe esa dirección."),
  "wrong-method": say(
    "The address does not take this method; Allow names those it takes.",
    "La dirección no admite ese método; Allow nombra los que admite.",
  ),
  "index-unavailable": say(
    "The index does not answer: try again in a moment.",
    "El índice no responde: vuelve a intentarlo dentro de un momento.",
  ),
  "store-unavailable": say(
    "The store does not answer: try again in a moment.",
    "El almacén no responde: vuelve a intentarlo dentro de un momento.",
  ),
  "corrupt-blob": say(
    "The stored bytes do not match their hash; they are never answered.",
    "Los bytes guardados no coinciden con su hash; nunca se entregan.",
  ),
  // Of links.
  "unknown-link": say("There is no such link.", "No existe ese enlace."),
  expired: say(
    "The link went because nobody opened it for a year.",
    "El enlace caducó porque nadie lo abrió durante un año.",
  ),
  deleted: say("Its publisher deleted it.", "Lo borró quien lo publicó."),
  "taken-down": say("It was taken down.", "Se retiró."),
  "missing-token": say("The delete token is missing (X-Delete-Token).", "Falta la clave para borrar (X-Delete-Token)."),
  "wrong-token": say("The delete token is that of another link.", "La clave para borrar es de otro enlace."),
  "cross-site": say(
    "A page of another site cannot publish or delete.",
    "Una página de otro sitio no puede publicar ni borrar.",
  ),
  "same-too-often": say(
    "Too many said within the hour that links gave the same: values.minutes says when it goes on.",
    "Demasiadas veces en una hora se dijo que enlaces dieron lo mismo: values.minutes dice cuándo sigue.",
  ),
  "other-result": say(
    "The digest is not that of the link: only the same result is counted.",
    "El resumen no es el del enlace: solo se cuenta el mismo resultado.",
  ),
  "no-picture": say(
    "The link has no stored result to be drawn.",
    "El enlace no tiene un resultado guardado que dibujar.",
  ),
  "not-embeddable": say(
    "Its publisher did not let other pages show it in a frame.",
    "Quien lo publicó no dejó que otras páginas lo muestren en un marco.",
  ),
  "no-xml": say("The answer is there as JSON alone.", "La respuesta solo existe en JSON."),
  "not-an-origin": say(
    "A site is named by its origin, such as https://example.org.",
    "Un sitio se nombra por su origen, como https://example.org.",
  ),
  // Of blobs.
  "unknown-blob": say("There is no such blob.", "No existe ese blob."),
  "unfit-range": say("The range begins beyond the last byte.", "El intervalo empieza después del último byte."),
  // Of bodies.
  "encoded-body": say("Bodies come without Content-Encoding.", "El cuerpo llega sin Content-Encoding."),
  "unsupported-type": say(
    "The body is of another media type than the address takes.",
    "El cuerpo es de un tipo que esta dirección no admite.",
  ),
  "too-large": say("More bytes than the cap (values.max).", "Más bytes que el máximo (values.max)."),
  truncated: say("The body is missing, or ends too soon.", "El cuerpo falta o se corta."),
  "not-json": say("The body is not JSON in UTF-8.", "El cuerpo no es JSON en UTF-8."),
  "too-deep": say("The JSON is nested too deeply.", "El JSON está demasiado anidado."),
  "too-many-keys": say("The JSON has too many members.", "El JSON tiene demasiados elementos."),
  "string-too-long": say("A text in the JSON is too long.", "Un texto del JSON es demasiado largo."),
  "wrong-type": say(
    "The value at the path is of the wrong type.",
    "El valor de la ruta indicada no es del tipo esperado.",
  ),
  "wrong-length": say("A list or a body has the wrong length.", "Una lista o un cuerpo no tiene la longitud debida."),
  "unknown-key": say("The object has a member that is not known.", "El objeto tiene un miembro desconocido."),
  "out-of-range": say(
    "A number is outside its bounds (values.min, values.max).",
    "Un número está fuera de sus límites (values.min, values.max).",
  ),
  "not-an-option": say(
    "Not one of the values that are allowed (values.allowed).",
    "No es uno de los valores admitidos (values.allowed).",
  ),
  repeated: say("Something that must differ comes twice.", "Se repite algo que debe ser distinto."),
  "not-a-container": say(
    'The binary body does not begin with "latente1".',
    "El cuerpo binario no empieza por «latente1».",
  ),
  "unfit-format": say("Of a format that does not fit.", "Tiene un formato que no corresponde."),
  // Of questions to a model.
  "no-model": say(
    "The link was published without weights that can be asked.",
    "El enlace se publicó sin pesos a los que preguntar.",
  ),
  "no-samples": say(
    "The model has no codes that could be drawn: it is no autoencoder of dense layers.",
    "El modelo no tiene códigos que sacar al azar: no es un autocodificador de capas densas.",
  ),
  "writes-texts": say(
    "The model goes on with texts: ask it at /api/x/{id}/text.",
    "El modelo continúa textos: pregúntale en /api/x/{id}/text.",
  ),
  "writes-no-texts": say(
    "The model does not go on with texts: ask it at /api/x/{id}/infer, or one of the gallery by GET.",
    "El modelo no continúa textos: pregúntale en /api/x/{id}/infer, o a uno de la galería con GET.",
  ),
  "unknown-sign": say(
    "The text holds a character that the model never learnt (values.value): leave it out, or write U+FFFD, which stands for all that it does not know.",
    "El texto contiene un carácter que el modelo nunca aprendió (values.value): quítalo, o escribe U+FFFD, que representa a todos los que no conoce.",
  ),
  "unfit-written": say(
    "What was written is neither all of it nor its last characters, at least values.min.",
    "Lo ya escrito no está entero ni son sus últimos caracteres, al menos values.min.",
  ),
  "invalid-body": say('The question is not {"op", "rows"}.', "La pregunta no es {«op», «rows»}."),
  "ragged-row": say("Rows of different widths.", "Hay filas de anchura distinta."),
  "wrong-width": say(
    "Rows of another width than the model takes (values.expected).",
    "Las filas no tienen la anchura que espera el modelo (values.expected).",
  ),
  "too-many-rows": say(
    "No rows, or more than the model may be asked at once (values.max): the cap of rows or of multiply-adds.",
    "Ninguna fila, o más de las que admite el modelo de una vez (values.max): el máximo de filas o de multiplicaciones y sumas.",
  ),
  "answer-too-large": say(
    "The answer would be too long as JSON (values.max bytes): ask fewer rows (values.rows), or for bytes.",
    "La respuesta sería demasiado larga en JSON (values.max bytes): pide menos filas (values.rows), o bytes.",
  ),
  "not-finite-input": say(
    "The bytes hold a float32 that is not finite.",
    "Los bytes contienen un float32 que no es finito.",
  ),
  "not-a-picture": say(
    "The answer cannot be drawn: codes or shares, or a width that does not divide it.",
    "La respuesta no se puede dibujar: son códigos o partes, o la anchura pedida no la divide.",
  ),
  // Of publications.
  "missing-key": say(
    "The idempotency key is missing or not 22 to 128 characters of A–Z a–z 0–9 _ -.",
    "Falta la clave de idempotencia o no tiene de 22 a 128 caracteres de A–Z a–z 0–9 _ -.",
  ),
  "key-reused": say("The key was used before for another body.", "La clave ya se usó con otro cuerpo."),
  banned: say("This content was taken down and cannot come back.", "Este contenido se retiró y no puede volver."),
  "quota-reached": say(
    "Too much was published within the hour; Retry-After says how long to wait.",
    "Se ha publicado demasiado en una hora; Retry-After dice cuánto esperar.",
  ),
  "storage-full": say("There is no room for more publications.", "No queda sitio para más publicaciones."),
  empty: say("The title shows nothing.", "El título no muestra nada."),
  "too-long": say("Title or notes are too long.", "El título o las notas son demasiado largos."),
  "unfit-character": say("A text holds a character that is not seen.", "Un texto contiene un carácter que no se ve."),
  "not-a-model": say(
    "The weights are not a quantised net within the caps.",
    "Los pesos no son una red cuantizada dentro de los límites.",
  ),
  "not-safetensors": say("The bytes are not valid safetensors.", "Los bytes no son safetensors válidos."),
  "other-data": say("The data are not the files of the experiment.", "Los datos no son los archivos del experimento."),
  // Of experiments.
  "unknown-version": say("There is no such version of experiments.", "No existe esa versión de los experimentos."),
  "newer-version": say(
    "The experiment was made by a newer version.",
    "El experimento se hizo con una versión más nueva.",
  ),
  "unknown-lab": say("There is no such lab.", "No existe ese laboratorio."),
  "unknown-param": say("The lab has no such parameter.", "El laboratorio no tiene ese parámetro."),
  inapplicable: say("The parameter does not apply beside the others.", "El parámetro no se aplica junto a los demás."),
  "not-a-number": say("Not a number.", "No es un número."),
  "not-whole": say("Not a whole number.", "No es un número entero."),
  "not-whole-numbers": say("Not a list of whole numbers.", "No es una lista de números enteros."),
  "not-numbers": say("Not a list of numbers.", "No es una lista de números."),
  "not-a-name": say("Not a name.", "No es un nombre."),
  "not-a-weight": say(
    "Not a weight (a finite number of at least 0).",
    "No es un peso (un número finito de al menos 0).",
  ),
  "text-too-long": say("The text of a parameter is too long.", "El texto de un parámetro es demasiado largo."),
  "too-many-items": say("Too many entries.", "Demasiadas entradas."),
  "unknown-generator": say("The lab has no such data generator.", "El laboratorio no tiene ese generador de datos."),
  "needs-data": say("The lab needs data.", "El laboratorio necesita datos."),
  "needs-no-data": say("The lab takes no data.", "El laboratorio no usa datos."),
  "takes-no-reading": say(
    "The lab does not take a reading of columns.",
    "El laboratorio no admite una lectura de columnas.",
  ),
  "unknown-choice": say("The reading has a choice that is not known.", "La lectura tiene una opción desconocida."),
  "two-roles": say("A column has two roles.", "Una columna tiene dos papeles."),
  "takes-no-sweep": say("The lab cannot be swept.", "El laboratorio no admite barridos."),
  "not-swept": say("The parameter cannot be swept.", "Ese parámetro no se puede barrer."),
  "sweep-axes": say(
    "The sweep has too many parameters, or none.",
    "El barrido tiene demasiados parámetros, o ninguno.",
  ),
  "sweep-values": say(
    "The sweep has too many values of a parameter, or none.",
    "El barrido tiene demasiados valores de un parámetro, o ninguno.",
  ),
  "sweep-runs": say("The sweep has too many runs.", "El barrido tiene demasiadas ejecuciones."),
  "unknown-path": say("The experiment has nothing at this path.", "El experimento no tiene nada en esa ruta."),
  // Of graphs.
  "takes-no-document": say("The lab takes no graph.", "El laboratorio no admite grafos."),
  "unfit-document": say(
    "The graph is not of a kind that the lab takes.",
    "El grafo no es de una clase que el laboratorio admita.",
  ),
  "missing-document": say("The graph's part is missing.", "Falta la parte con el grafo."),
  "other-document": say(
    "The graph's part is not the one that the experiment names.",
    "La parte con el grafo no es la que nombra el experimento.",
  ),
  "not-canonical": say("The graph's part is not canonical JSON.", "La parte con el grafo no es JSON canónico."),
  cycle: say("The graph has a cycle.", "El grafo tiene un ciclo."),
  "unknown-node": say("A node is named that is not there.", "Se nombra un nodo que no existe."),
  "table-size": say(
    "A table does not have as many numbers as its states ask for.",
    "Una tabla no tiene tantos números como piden sus estados.",
  ),
  "too-many-cells": say("A table has too many cells.", "Una tabla tiene demasiadas celdas."),
  "unfit-function": say(
    "A node's function does not fit its states.",
    "La función de un nodo no encaja con sus estados.",
  ),
} as const satisfies Readonly<Record<string, Localized>>;

export type Code = keyof typeof codes;
