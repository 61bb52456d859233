#!/usr/bin/env python3
"""Writes nms_golden.txt: few boxes with many equal scores and overlaps, and which of them torchvision keeps.

Run: python predict/src/test/python/nms_golden.py   (numpy, torch, torchvision)

A case is a line "case NAME IOU", lines "box LEFT TOP RIGHT BOTTOM SCORE LABEL" and two lines of what stays, in
order: "keep" of torchvision.ops.nms, "keep_each" of each class alone, joined by falling score, equal ones in place.
A million boxes are compared by bench/boxes.
"""

import pathlib

import numpy as np
import torch
from torchvision.ops import nms

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/predict/boxes/nms_golden.txt"
lines = []


def each(boxes, scores, labels, iou):
    kept = np.zeros(len(scores), bool)
    for label in np.unique(labels):
        mine = np.flatnonzero(labels == label)
        kept[mine[nms(torch.from_numpy(boxes[mine]), torch.from_numpy(scores[mine]), iou).numpy()]] = True
    kept = np.flatnonzero(kept)
    return kept[np.argsort(-scores[kept], kind="stable")]


def case(name, iou, boxes, scores, labels):
    boxes, scores = np.ascontiguousarray(boxes, np.float32), np.ascontiguousarray(scores, np.float32)
    lines.append(f"case {name} {iou}")
    for box, score, label in zip(boxes, scores, labels):
        lines.append(f"box {' '.join(str(x) for x in box)} {score} {label}")
    lines.append(" ".join(map(str, ["keep", *nms(torch.from_numpy(boxes), torch.from_numpy(scores), iou).tolist()])))
    lines.append(" ".join(map(str, ["keep_each", *each(boxes, scores, labels, iou)])))


def drawn(rng, n, side, size, step=None):
    """Boxes [n, 4] of a picture of that side; on a grid where a step is given, so that many overlaps are equal."""
    corner, extent = rng.uniform(0, side, (n, 2)), rng.uniform(0, size, (n, 2))
    boxes = np.concatenate([corner, corner + extent], 1)
    return boxes if step is None else np.round(boxes / step) * step


rng = np.random.default_rng(7)
n = 50
case("random", 0.5, drawn(rng, n, 60, 60), rng.random(n), rng.integers(0, 3, n))
case("equal_scores", 0.3, drawn(rng, n, 60, 60), np.round(rng.random(n) * 4) / 4, rng.integers(0, 3, n))
case("one_score", 0.4, drawn(rng, n, 40, 50), np.full(n, 0.25), rng.integers(0, 2, n))
for iou in (0.5, 0.25, 0.7):  # of which float32 has the first two, and 0.7 only nearly
    case(f"grid_{iou}", iou, drawn(rng, n, 10, 12, 1), np.round(rng.random(n) * 8) / 8, rng.integers(0, 2, n))
case("iou_0", 0.0, drawn(rng, n, 30, 12, 1), rng.random(n), rng.integers(0, 2, n))
case("iou_1", 1.0, drawn(rng, n, 3, 3, 1), np.round(rng.random(n) * 4) / 4, rng.integers(0, 2, n))
swapped = drawn(rng, n, 30, 40)
swapped[::3] = swapped[::3][:, [2, 1, 0, 3]]
swapped[::7] = swapped[::7][:, [2, 3, 0, 1]]
swapped[::5, 2:] = swapped[::5, :2]
case("swapped_and_empty", 0.2, swapped, rng.normal(size=n), rng.integers(0, 2, n))
zeros = np.where(np.arange(n) % 2, 0.0, -0.0)
case("two_zeros", 0.5, drawn(rng, n, 20, 40), zeros, np.zeros(n, int))
case("far_out", 0.5, drawn(rng, n, 60, 60) + 3e6, rng.random(n), rng.integers(0, 2, n))

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text("\n".join(lines) + "\n")
