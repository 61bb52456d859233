"""Golden numbers for PairedBootstrap: numpy's own bootstrap of the difference of two accuracies.

Run: .venv/bin/python task/src/test/python/paired.py
Prints what PairedBootstrapTest holds: difference and 95 % percentile interval of 200,000 draws.
"""

import numpy as np
from sklearn.metrics import balanced_accuracy_score, f1_score

n, k = 300, 3
truth = np.arange(n) * 7 % k
i = np.arange(n)
a = np.where(i % 8 == 0, (truth + 1) % k, truth)
b = np.where((i % 5 == 0) | (i % 16 == 0), (truth + 2) % k, truth)
print("top1", (a == truth).mean() - (b == truth).mean())
print("balanced_accuracy", balanced_accuracy_score(truth, a) - balanced_accuracy_score(truth, b))
print("f1_macro", f1_score(truth, a, average="macro") - f1_score(truth, b, average="macro"))
d = (a == truth).astype(float) - (b == truth)
rng = np.random.default_rng(1)
draws = np.array([d[rng.integers(0, n, n)].mean() for _ in range(200_000)])
print("top1 interval", np.percentile(draws, [2.5, 97.5]))
