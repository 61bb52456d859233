"""Multiply-adds of the op samples as PyTorch's own counter sees them; prints the lines of MacsTest."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models.swin_transformer import ShiftedWindowAttention


class Attention(nn.MultiheadAttention):
    """To itself, or to so many other tokens."""

    def __init__(self, embed, heads, keys):
        super().__init__(embed, heads, batch_first=True)
        self.keys = keys

    def forward(self, x):
        other = x if self.keys == x.shape[1] else torch.zeros(1, self.keys, x.shape[2])
        return super().forward(x, other, other, need_weights=False)


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
    "multihead_attention": (Attention(6, 3, 5), (5, 6)),
    "multihead_attention_cross": (Attention(6, 2, 4), (5, 6)),
    "window_attention": (ShiftedWindowAttention(6, [4, 3], [0, 0], 2), (9, 7, 6)),
    "window_attention_shifted": (ShiftedWindowAttention(6, [4, 3], [2, 1], 3), (9, 7, 6)),
}

for name, (module, shape) in SAMPLES.items():
    with FlopCounterMode(display=False) as counter:
        module(torch.zeros(1, *shape))
    print(f"{name} {counter.get_total_flops() // 2}")
