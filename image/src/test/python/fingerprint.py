"""Perceptual hashes of small pictures, by SciPy's cosine transform and Pillow's bilinear filter: python fingerprint.py

Writes ../resources/dev/fovea/image/fingerprint.tsv: a file's name and its bits, the first first; "flat" for none.
"""

import numpy as np
from PIL import Image
from scipy.fft import dctn

from pictures import OUT

NAMES = ["grey.png", "rgb.png", "rgb.bmp", "grey.pgm", "sampling0.jpg", "sampling2.jpg", "progressive.jpg", "palette.gif"]


def bits(image):
    grey = np.asarray(image.convert("L").resize((64, 64), Image.BILINEAR), float)
    low = dctn(grey, norm="ortho")[:16, :16].ravel()
    above = low > np.median(low[1:])
    above[0] = False
    return "".join("1" if bit else "0" for bit in above)


lines = [f"{name}\t{bits(Image.open(OUT / 'files' / name).convert('RGB'))}" for name in NAMES]
(OUT / "fingerprint.tsv").write_text("\n".join(lines) + "\n")
