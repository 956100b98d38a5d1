/**
 * Ising and Potts lattices on a torus. Scalar reference: shared/kernels/ising, with the same bits. One lattice a module instance: either packed (Ising, sites of a
 * checkerboard) or by sites (Potts, clusters).
 */
export { alloc } from "../../../wasm/lib/memory";
export { aligned, packedSetUp, packedSpins, packedUpdate, setPackedSpins, setThresholds, unpackSpins, up } from "./packed";
export {
  countStates,
  gibbs,
  metropolis,
  setSiteWeights,
  siteAligned,
  sites,
  sitesSetUp,
  stateCounts,
  swendsenWang,
  wolff,
} from "./sites";
