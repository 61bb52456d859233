"""Golden numbers for the policies and CutMix, from torchvision over Pillow (bilinear, black outside).

Run from the repository's root with torch, torchvision and Pillow installed:
    python data/src/test/python/policies.py
"""

import math
import pathlib

import numpy as np
import torch
from PIL import Image
from torchvision.transforms import InterpolationMode, v2

OUT = pathlib.Path("data/src/test/resources/dev/fovea/data/augment/policies.txt")
WIDTH, HEIGHT = 19, 13
SPACES = {"randaugment": (v2.RandAugment, 31), "trivialaugment": (v2.TrivialAugmentWide, 31), "augmix": (v2.AugMix, 10)}


def name(operation):
    words = "".join("_" + c if c.isupper() else c.upper() for c in operation).strip("_")
    return words.upper()


def samples(image):
    return np.asarray(image, dtype=np.uint8).tobytes().hex()


def magnitudes():
    for policy, (kind, bins) in SPACES.items():
        for operation, (of, signed) in kind._AUGMENTATION_SPACE.items():
            values = of(bins, HEIGHT, WIDTH)
            values = [] if values is None else values.tolist()
            yield ("MAGNITUDES", policy, name(operation), int(signed), *values)


def pictures():
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    ramp = np.stack([40 + x * 8, 20 + y * 15, 30 + (x + y) * 5], -1)
    colour = Image.fromarray(np.clip(ramp + rng.integers(-20, 20, ramp.shape), 0, 255).astype(np.uint8))
    return {"rgb": colour, "grey": colour.convert("L")}


class Noted(v2.RandAugment):
    """Writes down what it draws and applies each to Pillow's pictures."""

    def __init__(self):
        super().__init__(interpolation=InterpolationMode.BILINEAR)

    def apply(self, image, operation, magnitude):
        return self._apply_image_or_video_transform(image, operation, magnitude, self.interpolation, self._fill)


def operations():
    noted = Noted()
    for which, image in pictures().items():
        for operation, (of, signed) in v2.TrivialAugmentWide._AUGMENTATION_SPACE.items():
            values = of(31, HEIGHT, WIDTH)
            values = [0.0] if values is None else [float(values[i]) for i in (9, 30)]
            for value in values + ([-v for v in values] if signed else []):
                yield ("OPERATION", which, name(operation), value, samples(noted.apply(image, operation, value)))


def mixes():
    """AugMix's formula with given shares and chains."""
    noted = Noted()
    image = pictures()["rgb"]
    own, shares = 0.375, (0.25, 0.125, 0.25)
    chains = [[("Rotate", -6.0), ("Equalize", 0.0)], [("Posterize", 4.0)], [("ShearX", 0.05), ("Color", -0.3)]]
    mix = own * torch.tensor(np.asarray(image), dtype=torch.float32)
    for share, chain in zip(shares, chains):
        changed = image
        for operation, magnitude in chain:
            changed = noted.apply(changed, operation, magnitude)
        mix.add_(share * torch.tensor(np.asarray(changed), dtype=torch.float32))
    yield ("MIX", samples(mix.to(torch.uint8).numpy()))


def cuts():
    torch.manual_seed(5)
    cut = v2.CutMix(num_classes=3, alpha=1.0)
    for _ in range(12):
        lam, x, y = float(torch.rand(())), int(torch.randint(9, ())), int(torch.randint(7, ()))
        r = 0.5 * math.sqrt(1.0 - lam)
        draws = iter([torch.tensor([x]), torch.tensor([y])])
        cut._dist = type("Given", (), {"sample": staticmethod(lambda _, lam=lam: torch.tensor(lam, dtype=torch.float64))})()
        real, torch.randint = torch.randint, lambda *a, **k: next(draws)
        images = torch.arange(2 * 1 * 7 * 9, dtype=torch.float32).reshape(2, 1, 7, 9)
        params = cut.make_params([images])
        torch.randint = real
        params |= {"labels": None, "batch_size": 2}
        out = cut.transform(images, params)
        yield ("CUT", lam, x, y, *params["box"], params["lam_adjusted"], samples(out.numpy()))


if __name__ == "__main__":
    rows = [("PICTURE", which, samples(image)) for which, image in pictures().items()]
    rows += [*magnitudes(), *operations(), *mixes(), *cuts()]
    OUT.write_text("".join(" ".join(str(v) for v in row) + "\n" for row in rows))
    print(OUT, OUT.stat().st_size, "bytes")
