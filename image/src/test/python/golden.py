"""Golden numbers for resizing, warping, colour and preprocessing: python golden.py

Needs Pillow, numpy, torch and torchvision. Writes tables into ../resources/dev/fovea/image.
"""

import io

import numpy as np
from PIL import Image
from torchvision import transforms
from torchvision.transforms import functional

from pictures import packed, shape, sources, write

KERNELS = {
    "NEAREST": Image.Resampling.NEAREST,
    "BOX": Image.Resampling.BOX,
    "BILINEAR": Image.Resampling.BILINEAR,
    "BICUBIC": Image.Resampling.BICUBIC,
    "LANCZOS": Image.Resampling.LANCZOS,
}
SIZES = [(14, 9), (29, 7), (5, 21), (37, 31), (1, 1), (58, 42)]
BOXES = [(2.25, 1.5, 27.75, 20.0), (10, 5, 11, 6)]


def resample():
    for name, image in sources().items():
        whole = (0, 0, image.width, image.height)
        for kernel, filter in KERNELS.items():
            if name == "grey16" and kernel in ("BICUBIC", "LANCZOS"):
                continue  # Pillow's 16-bit path does not clip: overshoots spill into the other byte
            wanted = SIZES if name in ("rgb", "grey") else SIZES[:4:3]
            cases = [(whole, size) for size in wanted]
            if name != "tall":
                cases += [(box, (9, 8)) for box in BOXES]
            for box, size in cases:
                out = image.resize(size, filter, box)
                yield (name, *box, *size, kernel, packed(np.asarray(out)))


def warp():
    for name in ("rgb", "grey", "rgba"):
        image = sources()[name]
        for angle, translate, scale, shear in [
            (30, (0, 0), 1, (0, 0)),
            (0, (4, -3), 1, (0, 0)),
            (0, (0, 0), 1.7, (0, 0)),
            (0, (0, 0), 1, (20, -10)),
            (-77, (-5, 2), 0.6, (5, 8)),
        ]:
            for kernel in ("NEAREST", "BILINEAR"):
                fill = [9, 90, 190, 255][: len(image.getbands())]
                mode = transforms.InterpolationMode[kernel]
                out = functional.affine(image, angle, translate, scale, shear, mode, fill)
                yield (name, angle, *translate, scale, *shear, kernel, packed(np.asarray(out)))


def colour():
    tools = {
        "brightness": (functional.adjust_brightness, (0, 0.4, 1, 1.3, 2.5)),
        "contrast": (functional.adjust_contrast, (0, 0.4, 1, 1.3, 2.5)),
        "saturation": (functional.adjust_saturation, (0, 0.4, 1, 1.3, 2.5)),
        "hue": (functional.adjust_hue, (-0.5, -0.21, 0, 0.1, 0.5)),
    }
    for name in ("rgb", "noise", "grey"):
        for tool, (change, factors) in tools.items():
            for factor in factors:
                yield (tool, name, factor, packed(np.asarray(change(sources()[name], factor))))


def tone():
    """Pillow's ImageOps and Sharpness, torchvision's blur; dull is a picture with a contrast of 0.4."""
    tools = {
        "posterize": (functional.posterize, (1, 3, 4, 7, 8)),
        "solarize": (lambda i, t: functional.solarize(i, 255.0 * t), (0.0, 0.3, 0.71, 1.0)),
        "autocontrast": (lambda i, _: functional.autocontrast(i), (0,)),
        "equalize": (lambda i, _: functional.equalize(i), (0,)),
        "sharpness": (functional.adjust_sharpness, (0, 0.37, 1, 1.9)),
        "blur": (lambda i, s: functional.gaussian_blur(i, 2 * int(np.ceil(3 * s)) + 1, s), (0.1, 0.8, 2)),
        "jpeg": (jpeg, (10, 50, 95)),
    }
    for name in ("rgb", "noise", "grey"):
        for dull in (0, 1):
            image = functional.adjust_contrast(sources()[name], 0.4) if dull else sources()[name]
            for tool, (change, amounts) in tools.items():
                for amount in amounts:
                    yield (tool, name, dull, amount, packed(np.asarray(change(image, amount))))


def jpeg(image, quality):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file)


def preprocess():
    mean, deviation = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    for name in ("rgb", "tall", "grey", "rgba", "la"):
        for size, crop in ((12, 9), (14, 14), (30, 23), (21, 12)):
            for kernel in ("BILINEAR", "BICUBIC"):
                steps = transforms.Compose([
                    transforms.Resize(size, transforms.InterpolationMode[kernel]),
                    transforms.CenterCrop(crop),
                    transforms.ToTensor(),
                    transforms.Normalize(mean, deviation),
                ])
                out = steps(sources()[name].convert("RGB")).numpy()
                yield (name, size, crop, kernel, packed(out))


def plain():
    """antialias=False, from torch itself; Pillow has no such mode."""
    import torch

    for name in ("rgb", "grey"):
        samples = np.asarray(sources()[name]).reshape(21, 29, -1)
        tensor = torch.from_numpy(samples.astype(np.float32)).permute(2, 0, 1)[None]
        for size in SIZES[:4]:
            out = torch.nn.functional.interpolate(tensor, (size[1], size[0]), mode="bilinear", antialias=False)
            yield (name, *size, packed(out[0].permute(1, 2, 0).numpy()))


if __name__ == "__main__":
    write("sources.tsv", [(n, *shape(i), packed(np.asarray(i))) for n, i in sources().items()])
    write("resample.tsv", resample())
    write("plain.tsv", plain())
    write("warp.tsv", warp())
    write("colour.tsv", colour())
    write("tone.tsv", tone())
    write("preprocess.tsv", preprocess())
