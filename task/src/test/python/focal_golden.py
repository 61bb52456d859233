"""Focal losses and their gradients, for FocalGoldenTest.

    .venv/bin/python task/src/test/python/focal_golden.py

writes task/src/test/resources/dev/fovea/task/classify/focal.txt. One case a line: kind, smoothing,
gamma, weights, loss, gradient of the logits. Several labels: torchvision.ops.sigmoid_focal_loss
(without alpha). One of several classes: F.cross_entropy of each class as if it were the only true
one, which is -log p of it, multiplied by target, weight and (1 - p)^gamma.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

LOGITS = [[1.5, -0.25, 0.5], [-2.0, 0.75, 3.0], [0.1, 0.2, -6.0], [9.0, -4.0, 0.0]]
ONE = [[1.0, 0.0, 0.0], [0.3, 0.0, 0.7], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
ANY = [[1.0, 0.0, 1.0], [0.3, 0.0, 0.7], [0.0, 0.0, 0.0], [1.0, 1.0, 0.0]]
WEIGHTS = [0.5, 2.0, 1.25]


def one(logits, target, gamma, weights):
    n, k = logits.shape
    loss = 0
    for c in range(k):
        nll = F.cross_entropy(logits, torch.full((n,), c), reduction="none")
        loss = loss + weights[c] * target[:, c] * (1 - torch.exp(-nll)) ** gamma * nll
    return loss.mean()


def main():
    lines = []
    for kind in ("one", "any"):
        for smoothing, gamma, weights in (
            (0.0, 2.0, None),
            (0.1, 2.0, None),
            (0.0, 0.5, WEIGHTS),
            (0.2, 5.0, WEIGHTS),
        ):
            logits = torch.tensor(LOGITS, dtype=torch.float64, requires_grad=True)
            truth = torch.tensor(ONE if kind == "one" else ANY, dtype=torch.float64)
            soft = truth * (1 - smoothing) + smoothing / (3 if kind == "one" else 2)
            w = torch.tensor(weights or [1.0] * 3, dtype=torch.float64)
            if kind == "one":
                loss = one(logits, soft, gamma, w)
            else:
                loss = (sigmoid_focal_loss(logits, soft, alpha=-1, gamma=gamma) * w).mean()
            loss.backward()
            numbers = " ".join(f"{x:.9g}" for x in logits.grad.flatten().tolist())
            said = "none" if weights is None else ",".join(map(str, weights))
            lines.append(f"{kind} {smoothing} {gamma} {said} {loss.item():.9g} {numbers}")
    out = Path(__file__).parents[1] / "resources/dev/fovea/task/classify/focal.txt"
    out.write_text("\n".join(lines) + "\n")


main()
