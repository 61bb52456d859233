"""Shapes that PyTorch's sliding windows give: prints the lines of ShapesTest."""

import itertools

import torch
from torch import nn

for h, (k, s, p, d) in itertools.product([7, 8, 11], [(3, 2, 1, 1), (2, 3, 0, 1), (3, 1, 0, 2), (5, 3, 2, 1)]):
    x = torch.zeros(1, 1, h, h)
    conv = nn.Conv2d(1, 1, k, s, p, d)(x).shape[2]
    floor = nn.MaxPool2d(k, s, p, d)(x).shape[2]
    ceil = nn.MaxPool2d(k, s, p, d, ceil_mode=True)(x).shape[2]
    average = nn.AvgPool2d(k, s, p, ceil_mode=True)(x).shape[2]
    grown = nn.ConvTranspose2d(1, 1, k, s, p, s - 1, dilation=d)(x).shape[2]
    print(f'"{h}, {k}, {s}, {p}, {d}, {conv}, {floor}, {ceil}, {average}, {grown}",')
