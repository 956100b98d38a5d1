"""Rows a second of one epoch of MiniBatchDictionaryLearning (coordinate descent) of scikit-learn, and its loss: sparse-coding.py DATA FIRST INPUTS ATOMS BATCH PENALTY.

DATA and FIRST hold float64 rows and first atoms. The loss is the mean of the first 5,120 rows by sparse_encode. Prints JSON.
"""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.decomposition import MiniBatchDictionaryLearning, sparse_encode

warnings.filterwarnings("ignore")
inputs, atoms, batch = map(int, sys.argv[3:6])
penalty = float(sys.argv[6])
data = np.fromfile(sys.argv[1]).reshape(-1, inputs)
first = np.fromfile(sys.argv[2]).reshape(atoms, inputs)


def fit(kind):
    model = MiniBatchDictionaryLearning(
        n_components=atoms,
        alpha=penalty,
        batch_size=batch,
        max_iter=1,
        fit_algorithm="cd",
        dict_init=first.astype(kind),
        shuffle=False,
        tol=0,
        max_no_improvement=None,
        random_state=0,
    )
    rows = data.astype(kind)
    start = time.perf_counter()
    model.fit(rows)
    return len(data) / (time.perf_counter() - start), model.components_.astype(np.float64)


runs = {"float64": [fit(np.float64) for _ in range(3)], "float32": [fit(np.float32) for _ in range(3)]}
learnt = runs["float64"][0][1]
some = data[:5120]
codes = sparse_encode(some, learnt, algorithm="lasso_cd", alpha=penalty, max_iter=10000)
loss = (0.5 * ((some - codes @ learnt) ** 2).sum() + penalty * np.abs(codes).sum()) / len(some)
print(json.dumps({"loss": loss, **{kind: [rate for rate, _ in fits] for kind, fits in runs.items()}}))
