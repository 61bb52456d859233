"""Pictures as torchvision's evaluation reads them: the shorter side to 256 px, the middle 224."""

import numpy
from PIL import Image

RESIZED, CROP = 256, 224
MEAN = numpy.array([0.485, 0.456, 0.406], numpy.float32)
DEVIATION = numpy.array([0.229, 0.224, 0.225], numpy.float32)


def pixels(file):
    """As torchvision.transforms.Resize and CenterCrop do it, on Pillow alone: [224, 224, 3] of 8 bits."""
    picture = Image.open(file).convert("RGB")
    width, height = picture.size
    if width <= height:
        size = (RESIZED, int(RESIZED * height / width))
    else:
        size = (int(RESIZED * width / height), RESIZED)
    picture = picture.resize(size, Image.Resampling.BILINEAR)
    left, top = (int(round((side - CROP) / 2)) for side in size)
    return numpy.asarray(picture.crop((left, top, left + CROP, top + CROP)))


def numbers(file):
    """[3, 224, 224], float32."""
    return ((pixels(file).astype(numpy.float32) / 255 - MEAN) / DEVIATION).transpose(2, 0, 1)
