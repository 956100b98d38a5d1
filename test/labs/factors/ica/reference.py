"""FastICA of scikit-learn on planted sources of the project's own generator: ica-reference.py DATA ROWS COLUMNS (float64, row-major) prints JSON.

Every unmixing is that of the columns, components × columns, of variance 1; started from the identity in whitened space.
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.decomposition import FastICA

path, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
data = np.fromfile(path).reshape(rows, columns)
found = {}
for algorithm in ("parallel", "deflation"):
    for fun in ("logcosh", "exp", "cube"):
        model = FastICA(
            whiten="unit-variance", algorithm=algorithm, fun=fun, tol=1e-12, max_iter=2000, w_init=np.eye(columns)
        ).fit(data)
        found[f"{algorithm} {fun}"] = model.components_.ravel().tolist()
print(json.dumps({"library": f"scikit-learn {sklearn.__version__}", "call": "FastICA(whiten='unit-variance', tol=1e-12, w_init=I)", "unmixing": found}))
