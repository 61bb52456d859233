"""The pictures that the golden scripts share, and the text form of their samples."""

import base64
import pathlib
import zlib

import numpy as np
from PIL import Image

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources/dev/fovea/image"


def packed(array):
    """Samples as text: little endian, deflated, base 64."""
    array = np.ascontiguousarray(array)
    return base64.b64encode(zlib.compress(array.astype(array.dtype.newbyteorder("<")).tobytes(), 9)).decode()


def shape(image):
    """Width, height, channels, bits."""
    array = np.asarray(image)
    return image.width, image.height, 1 if array.ndim == 2 else array.shape[2], 16 if array.dtype == np.uint16 else 8


def sources():
    """Name to picture: noise and gradients, odd sizes, all channel counts."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:21, 0:29]
    ramp = np.stack([x * 255 // 28, y * 255 // 20, (x + y) * 255 // 48], -1).astype(np.uint8)
    noise = rng.integers(0, 256, (21, 29, 4), dtype=np.uint8)
    soft = np.clip(ramp.astype(int) + rng.integers(-30, 30, ramp.shape), 0, 255).astype(np.uint8)
    return {
        "grey": Image.fromarray(noise[..., 0]),
        "rgb": Image.fromarray(soft),
        "noise": Image.fromarray(np.ascontiguousarray(noise[..., :3])),
        "rgba": Image.fromarray(noise),
        "la": Image.merge("LA", [Image.fromarray(noise[..., 0]), Image.fromarray(ramp[..., 1])]),
        "grey16": Image.fromarray((x * 1361 + y * 211 + noise[..., 1]).astype(np.uint16)),
        "tall": Image.fromarray(np.ascontiguousarray(soft.transpose(1, 0, 2)[:, :13])),
    }


def write(name, rows):
    """A table of tab-separated values."""
    OUT.mkdir(parents=True, exist_ok=True)
    text = "".join("\t".join(str(v) for v in row) + "\n" for row in rows)
    (OUT / name).write_text(text)
    print(name, len(text), "bytes")
