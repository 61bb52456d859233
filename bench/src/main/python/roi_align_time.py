"""The twin of RoiAlignTime.java: torchvision's operator on the same map and boxes.

Arguments: threads and the file. Each line on stdin asks for the values or, by "learn", for gradients too.
"""

import json
import sys
import time

import torch
import torchvision
from safetensors.torch import load_file
from torchvision.ops import roi_align

torch.set_num_threads(int(sys.argv[1]))
given = load_file(sys.argv[2])
print(json.dumps({"version": f"torchvision {torchvision.__version__}"}), flush=True)
for line in sys.stdin:
    learn = line.strip() == "learn"
    leaf = given["map"].detach().requires_grad_(learn)
    began = time.perf_counter()
    values = roi_align(leaf, given["rois"], 7, 0.25, 2, False)
    if learn:
        (values * values).sum().backward()
    ms = (time.perf_counter() - began) * 1e3
    seen = leaf.grad if learn else values
    print(json.dumps({"ms": ms, "size": seen.square().mean().sqrt().item()}), flush=True)
