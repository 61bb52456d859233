"""Temperatures and best thresholds, for CalibrateGoldenTest.

    .venv/bin/python task/src/test/python/calibrate_golden.py

writes task/src/test/resources/dev/fovea/task/classify/calibrate/golden.txt. Logits are a formula
that the test repeats: example i, class c has sin(1.7 i + 2.3 c) * spread + lift where c is its
label. The temperature is PyTorch's LBFGS on F.cross_entropy with a label smoothing of 1 / (n + 1),
or on F.binary_cross_entropy_with_logits with targets smoothed so; the highest balanced accuracy
and F1 of a cut through the probabilities of class 1 are read off scikit-learn's curves.

Lines: kind n classes spread lift temperature balanced_accuracy f1
"""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from sklearn.metrics import precision_recall_curve, roc_curve


def logits(n, k, spread, lift):
    return torch.tensor(
        [
            [math.sin(1.7 * i + 2.3 * c) * spread + (lift if c == i % k else 0) for c in range(k)]
            for i in range(n)
        ],
        dtype=torch.float32,
    ).double()


def temperature(kind, z, labels, n, k):
    smooth = 1 / (n + 1)
    beta = torch.ones(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [beta], max_iter=500, tolerance_grad=1e-14, tolerance_change=1e-16, line_search_fn="strong_wolfe"
    )
    target = F.one_hot(labels, k).double() * (1 - smooth) + smooth / 2

    def loss():
        optimiser.zero_grad()
        if kind == "one":
            value = F.cross_entropy(z * beta, labels, label_smoothing=smooth)
        else:
            value = F.binary_cross_entropy_with_logits(z * beta, target)
        value.backward()
        return value

    optimiser.step(loss)
    return 1 / beta.item()


def main():
    lines = []
    for kind, n, k, spread, lift in (
        ("one", 60, 3, 4.0, 2.0),
        ("one", 200, 2, 9.0, 3.0),
        ("one", 50, 5, 0.3, 1.0),
        ("one", 40, 4, 1.0, 9.0),
        ("any", 60, 3, 4.0, 2.0),
        ("any", 90, 2, 1.0, 6.0),
    ):
        z = logits(n, k, spread, lift)
        labels = torch.arange(n) % k
        t = temperature(kind, z, labels, n, k)
        p = (torch.softmax(z / t, 1) if kind == "one" else torch.sigmoid(z / t))[:, 1]
        truth = (labels == 1).numpy()
        falls, hits, _ = roc_curve(truth, p.float().numpy(), drop_intermediate=False)
        precision, recall, _ = precision_recall_curve(truth, p.float().numpy())
        f1 = max(2 * a * b / (a + b) if a + b else 0 for a, b in zip(precision, recall))
        balanced = max((hits + 1 - falls) / 2)
        lines.append(f"{kind} {n} {k} {spread} {lift} {t:.12g} {balanced:.12g} {f1:.12g}")
    out = Path(__file__).parents[1] / "resources/dev/fovea/task/classify/calibrate/golden.txt"
    out.write_text("\n".join(lines) + "\n")


main()
