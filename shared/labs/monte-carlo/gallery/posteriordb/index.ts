import { RATE, SURGICAL, TWO_NORMALS } from "./counts.ts";
import { CORRELATED_REGRESSION, KIDSCORE, KILPISJARVI, MESQUITE } from "./regressions.ts";
import { AR_5, ARMA_11, GARCH_11 } from "./series.ts";

/** Ten posteriors, by the names that posteriordb (Magnusson et al., https://github.com/stan-dev/posteriordb) gives them. */
export const POSTERIORS = {
  "arK-arK": AR_5,
  "arma-arma11": ARMA_11,
  "garch-garch11": GARCH_11,
  "kidiq-kidscore_interaction": KIDSCORE,
  "kilpisjarvi_mod-kilpisjarvi": KILPISJARVI,
  "low_dim_gauss_mix-low_dim_gauss_mix": TWO_NORMALS,
  "mesquite-logmesquite_logvash": MESQUITE,
  "Rate_3_data-Rate_3_model": RATE,
  "sblrc-blr": CORRELATED_REGRESSION,
  "surgical_data-surgical_model": SURGICAL,
} as const satisfies Readonly<Record<string, string>>;
