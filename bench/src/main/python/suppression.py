"""The twin of Suppression.java: torchvision's nms, and that of each class alone, on one thread.

Argument: a folder. Each line on stdin names a file of it, which Suppression.java describes.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torchvision
from torchvision.ops import batched_nms, nms


def sets(path):
    data, at = path.read_bytes(), 0
    while at < len(data):
        n = int(np.frombuffer(data, "<i4", 1, at)[0])
        iou = float(np.frombuffer(data, "<f8", 1, at + 4)[0])
        boxes = np.frombuffer(data, "<f4", 4 * n, at + 12).reshape(n, 4)
        scores = np.frombuffer(data, "<f4", n, at + 12 + 16 * n)
        labels = np.frombuffer(data, "<i4", n, at + 12 + 20 * n)
        at += 12 + 24 * n
        yield torch.tensor(boxes), torch.tensor(scores), torch.tensor(labels), iou


def write(path, kept):
    path.write_bytes(b"".join(np.array([len(k), *k.tolist()], "<i4").tobytes() for k in kept))


torch.set_num_threads(1)
print(json.dumps({"version": f"torchvision {torchvision.__version__}"}), flush=True)
for line in sys.stdin:
    path = Path(sys.argv[1]) / line.strip()
    given = list(sets(path))
    began = time.perf_counter()
    everything = [nms(boxes, scores, iou) for boxes, scores, _, iou in given]
    between = time.perf_counter()
    each = [batched_nms(boxes, scores, labels, iou) for boxes, scores, labels, iou in given]
    ended = time.perf_counter()
    write(path.with_suffix(".py-all"), everything)
    write(path.with_suffix(".py-each"), each)
    print(json.dumps({"all": (between - began) * 1e3, "each": (ended - between) * 1e3}), flush=True)
