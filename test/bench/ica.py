"""FastICA of scikit-learn in float32: ica.py DATA ROWS COLUMNS COMPONENTS TOLERANCE. Answers each seed, a line of JSON, with a fit from that start.

DATA holds float32, row-major. Seconds of the processor are those of fit: centring, whitening (with the solver for few columns where the version has it) and iterations;
negentropy, by the mean log cosh of each source, is worked out afterwards.
"""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.decomposition import FastICA

warnings.filterwarnings("ignore")
path = sys.argv[1]
rows, columns, components = map(int, sys.argv[2:5])
tolerance = float(sys.argv[5])
data = np.fromfile(path, np.float32).reshape(rows, columns)


def fit(seed):
    # The faster solver for many rows, from version 1.2 on.
    model = FastICA(
        n_components=components,
        whiten="unit-variance",
        whiten_solver="eigh",
        tol=tolerance,
        max_iter=200,
        random_state=seed,
    )
    start = time.process_time()
    model.fit(data)
    seconds = time.process_time() - start
    assert model.components_.dtype == np.float32
    sources = (data - data.mean(0, dtype=np.float64)) @ model.components_.T.astype(np.float64)
    sources /= sources.std(0)
    size = np.abs(sources)
    means = (size + np.log1p(np.exp(-2 * size)) - np.log(2)).mean(0)
    return {"seconds": seconds, "iterations": model.n_iter_, "negentropy": float(((means - 0.374567207491438) ** 2).sum())}


fit(100)
print("{}", flush=True)
for line in sys.stdin:
    print(json.dumps(fit(json.loads(line))), flush=True)
