"""Golden numbers for JitterTest: torchvision's colour changes of a small random picture.

Run from the repository's root with torch and torchvision installed:
    python data/src/test/python/colours.py > data/src/test/resources/dev/fovea/data/augment/colours.txt

Each line: change, amount, then the samples of the picture, [h, w, c] row by row.
"""

import torch
from torchvision.transforms import functional as F

torch.manual_seed(7)
HEIGHT, WIDTH = 5, 8
picture = torch.randint(0, 256, (3, HEIGHT, WIDTH), dtype=torch.uint8)
picture[:, 0, 0] = 0
picture[:, 0, 1] = 255
picture[:, 0, 2] = 77
picture[:, 0, 3] = torch.tensor([255, 0, 0])


def line(name, amount, image):
    samples = image.permute(1, 2, 0).flatten().tolist()
    print(name, amount, *samples)


line("PICTURE", 0, picture)
for factor in (0.0, 0.4, 0.73, 1.0, 1.31, 1.9):
    line("BRIGHTNESS", factor, F.adjust_brightness(picture, factor))
    line("CONTRAST", factor, F.adjust_contrast(picture, factor))
    line("SATURATION", factor, F.adjust_saturation(picture, factor))
for turn in (-0.5, -0.21, 0.05, 0.13, 0.37, 0.5):
    line("HUE", turn, F.adjust_hue(picture, turn))
grey = picture[:1]
line("GREY", 0, grey)
line("GREY_CONTRAST", 1.4, F.adjust_contrast(grey, 1.4))
