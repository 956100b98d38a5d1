"""Reference figures of slow feature analysis, in numpy alone: sfa-reference.py FRAMES INPUTS < rows.csv prints JSON.

Quadratic expansion of joined, whitened rows; the generalized eigenproblem is solved through the Cholesky factor of the covariance, another way
than that of the kernel (which whitens by eigenvectors).
"""

import json
import sys

import numpy as np

frames, inputs = map(int, sys.argv[1:])
x = np.loadtxt(sys.stdin, delimiter=",", ndmin=2)
rows = len(x) - frames + 1
x = np.hstack([x[f : f + rows] for f in range(frames)])
x = x - x.mean(0)
values, vectors = np.linalg.eigh(x.T @ x / rows)
z = x @ vectors[:, ::-1][:, :inputs] / np.sqrt(values[::-1][:inputs])
i, j = np.triu_indices(z.shape[1])
z = np.hstack([z, z[:, i] * z[:, j]])
z = z - z.mean(0)
change = np.diff(z, axis=0)
inverse = np.linalg.inv(np.linalg.cholesky(z.T @ z / rows))
delta = np.linalg.eigvalsh(inverse @ (change.T @ change / (rows - 1)) @ inverse.T)
print(json.dumps({"source": f"numpy {np.__version__}, sfa-reference.py", "delta": delta.tolist()}))
