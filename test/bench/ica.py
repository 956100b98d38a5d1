"""FastICA of scikit-learn in float32: ica.py DATA ROWS COLUMNS COMPONENTS TOLERANCE RESTARTS. Prints JSON: fits a second, and their iterations.

DATA holds float32, row-major. Times are those of fit: centring, whitening (with the solver for few columns where the version has it) and iterations.
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
tolerance, repeats = float(sys.argv[5]), int(sys.argv[6])
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
    start = time.perf_counter()
    model.fit(data)
    assert model.components_.dtype == np.float32
    return time.perf_counter() - start, model.n_iter_


fit(0)
found = [fit(seed) for seed in range(repeats)]
print(json.dumps({"rates": [1 / seconds for seconds, _ in found], "iterations": [n for _, n in found]}))
