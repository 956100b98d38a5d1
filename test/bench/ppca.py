"""Rows a second of PCA by covariance and eigenvectors in numpy, and of factor analysis in scikit-learn: ppca.py pca|fa DATA ROWS COLUMNS [FACTORS].

DATA holds float64, row after row. Prints JSON.
"""

import json
import sys
import time

import numpy as np

method, path = sys.argv[1:3]
rows, columns = map(int, sys.argv[3:5])
data = np.fromfile(path, np.float64).reshape(rows, columns)


def pca():
    centred = data - data.mean(0)
    return np.linalg.eigh(centred.T @ centred / rows)


def fa():
    from sklearn.decomposition import FactorAnalysis

    model = FactorAnalysis(n_components=int(sys.argv[5]), tol=1e-8, max_iter=10000, svd_method="lapack")
    return model.fit(data)


work = {"pca": pca, "fa": fa}[method]
work()
rates = []
for _ in range(7):
    start = time.perf_counter()
    times = 0
    while time.perf_counter() - start < 0.3:
        work()
        times += 1
    rates.append(rows * times / (time.perf_counter() - start))
print(json.dumps(rates))
