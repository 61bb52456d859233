"""Multiply-adds of the op samples as PyTorch's own counter sees them; prints the lines of MacsTest."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

SAMPLES = {
    "conv2d": (nn.Conv2d(6, 4, 3, padding=1), (6, 9, 7)),
    "conv2d_all": (
        nn.Conv2d(6, 4, (3, 2), (2, 1), (1, 2), (1, 2), groups=2, bias=False),
        (6, 9, 7),
    ),
    "conv2d_depthwise": (nn.Conv2d(6, 6, 5, 2, 2, groups=6, bias=False), (6, 9, 7)),
    "conv2d_dilated": (nn.Conv2d(6, 3, 3, padding=2, dilation=2), (6, 9, 7)),
    "conv_transpose2d": (nn.ConvTranspose2d(6, 4, 4, 2, 1, bias=False), (6, 9, 7)),
    "conv_transpose2d_all": (
        nn.ConvTranspose2d(6, 4, (3, 2), (2, 3), (1, 0), (1, 2), groups=2, dilation=(2, 1)),
        (6, 9, 7),
    ),
    "linear": (nn.Linear(6, 5), (6,)),
    "linear_tokens": (nn.Linear(6, 4, bias=False), (5, 6)),
    "linear_map": (nn.Linear(6, 4), (9, 7, 6)),
}

for name, (module, shape) in SAMPLES.items():
    with FlopCounterMode(display=False) as counter:
        module(torch.zeros(1, *shape))
    print(f"{name} {counter.get_total_flops() // 2}")
