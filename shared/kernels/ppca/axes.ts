import { symmetricEigen, transpose } from "../../linalg/index.ts";
import { cos, sin } from "../../math/index.ts";

/** W (columns × latent) turned so that its columns are orthogonal, longest first, the largest element of each positive: the same model. */
export function principalLoadings(loadings: Float64Array, columns: number, latent: number): Float64Array {
  const gram = new Float64Array(latent * latent);
  for (let j = 0; j < columns; j++)
    for (let a = 0; a < latent; a++)
      for (let b = 0; b < latent; b++) gram[a * latent + b] += loadings[j * latent + a] * loadings[j * latent + b];
  const { vectors } = symmetricEigen(gram, latent);
  const turned = new Float64Array(loadings.length);
  for (let k = 0; k < latent; k++) {
    let largest = 0;
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let a = 0; a < latent; a++) sum += loadings[j * latent + a] * vectors[k * latent + a];
      turned[j * latent + k] = sum;
      if (Math.abs(sum) > Math.abs(largest)) largest = sum;
    }
    if (largest < 0) for (let j = 0; j < columns; j++) turned[j * latent + k] = -turned[j * latent + k];
  }
  return turned;
}

/** An orthonormal basis of the columns of W, as rows, latent × columns (Gram & Schmidt, twice); null where they are dependent. */
export function basisOf(loadings: Float64Array, columns: number, latent: number): Float64Array | null {
  const q = transpose(loadings, columns, latent);
  const row = (k: number) => q.subarray(k * columns, (k + 1) * columns);
  for (let k = 0; k < latent; k++) {
    const own = row(k);
    const before = norm(own);
    for (let pass = 0; pass < 2; pass++) for (let i = 0; i < k; i++) addMultiple(own, -inner(row(i), own), row(i));
    const length = norm(own);
    if (!(length > 1e-10 * before)) return null;
    for (let j = 0; j < columns; j++) own[j] /= length;
  }
  return q;
}

/**
 * Largest principal angle in radians between two subspaces of equal dimension, from orthonormal bases as rows (latent × columns). Small angles come from
 * their sine, large ones from their cosine (Björck & Golub, Mathematics of Computation 27, 1973).
 */
export function subspaceAngle(a: Float64Array, b: Float64Array, columns: number, latent: number): number {
  const cross = new Float64Array(latent * latent);
  const rest = a.slice();
  for (let i = 0; i < latent; i++) {
    for (let k = 0; k < latent; k++) {
      const along = inner(a.subarray(i * columns, (i + 1) * columns), b.subarray(k * columns, (k + 1) * columns));
      cross[i * latent + k] = along;
      addMultiple(rest.subarray(i * columns, (i + 1) * columns), -along, b.subarray(k * columns, (k + 1) * columns));
    }
  }
  const sine = Math.sqrt(Math.max(symmetricEigen(gramOfRows(rest, columns, latent), latent).values[0], 0));
  const cosines = symmetricEigen(gramOfRows(cross, latent, latent), latent).values;
  const cosine = Math.sqrt(Math.max(cosines[latent - 1], 0));
  return sine < cosine ? arcsine(sine) : Math.PI / 2 - arcsine(Math.min(cosine, 1));
}

/** arcsin s for 0 ≤ s ≤ 0.75, by Newton's method. */
function arcsine(s: number): number {
  let angle = s;
  for (let i = 0; i < 6; i++) angle -= (sin(angle) - s) / cos(angle);
  return angle;
}

function gramOfRows(a: Float64Array, columns: number, rows: number): Float64Array {
  return Float64Array.from({ length: rows * rows }, (_, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows];
    return inner(a.subarray(i * columns, (i + 1) * columns), a.subarray(j * columns, (j + 1) * columns));
  });
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
function norm(a: Float64Array): number {
  return Math.sqrt(inner(a, a));
}
function addMultiple(y: Float64Array, s: number, x: Float64Array): void {
  for (let j = 0; j < y.length; j++) y[j] += s * x[j];
}
