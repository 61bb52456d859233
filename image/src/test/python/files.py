"""Small picture files of many kinds and what Pillow reads from them: python files.py

Writes ../resources/dev/fovea/image/files, decode.tsv and smaller.tsv. Pillow writes what it can; the rest is put together by hand.
"""

import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps, PngImagePlugin

from pictures import OUT, packed, write

FILES = OUT / "files"
W, H = 19, 13
Y, X = np.mgrid[0:H, 0:W]
SMOOTH = Image.fromarray(np.stack([X * 255 // W, Y * 255 // H, (X + Y) * 255 // (W + H)], -1).astype(np.uint8))
BUSY = Image.fromarray(np.stack([X * 13 % 256, Y * 17 % 256, X * Y % 256], -1).astype(np.uint8))
ALPHA = Image.fromarray(((X * 29 + Y * 7) % 256).astype(np.uint8))
GREY = BUSY.convert("L")
RGBA = Image.merge("RGBA", (*BUSY.split(), ALPHA))
LA = Image.merge("LA", (GREY, ALPHA))
GREY16 = Image.fromarray((X * 3211 + Y * 777).astype(np.uint16))
PALETTE = BUSY.quantize(40)
BILEVEL = BUSY.convert("1")
CMYK = Image.merge("CMYK", (*SMOOTH.split(), ALPHA.point(lambda v: v // 3)))


def save(image, name, **options):
    image.save(FILES / name, **options)


def pillow_files():
    for sampling in (0, 1, 2):
        save(SMOOTH, f"sampling{sampling}.jpg", quality=90, subsampling=sampling)
    save(SMOOTH, "progressive.jpg", progressive=True)
    save(BUSY, "restart.jpg", restart_marker_blocks=2)
    save(GREY, "grey.jpg")
    save(CMYK, "cmyk.jpg", quality=95)
    for turn in range(1, 9):
        exif = Image.Exif()
        exif[0x112] = turn
        save(SMOOTH, f"turn{turn}.jpg", exif=exif)
    exif = Image.Exif()
    exif[0x112] = 6
    save(BUSY, "turn6.png", exif=exif)
    save(BUSY, "turn6.tif", exif=exif)
    save(BUSY, "turn6.webp", exif=exif, lossless=True)
    for name, image in (("rgb", BUSY), ("grey", GREY), ("rgba", RGBA), ("la", LA), ("grey16", GREY16), ("palette", PALETTE), ("bilevel", BILEVEL)):
        save(image, f"{name}.png")
        save(image, f"{name}.tif", compression="tiff_lzw")
        if name in ("rgb", "grey", "rgba", "palette", "bilevel"):
            save(image, f"{name}.bmp")
    save(PALETTE, "paletteAlpha.png", transparency=bytes(range(0, 240, 6)))
    save(BUSY, "rgbKey.png", transparency=(0, 0, 0))
    save(GREY, "greyKey.png", transparency=GREY.getpixel((3, 3)))
    exif = Image.Exif()
    exif[0x112] = 8
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" tiff:Orientation="6"/>'
    save(BUSY, "xmp6.jpg", xmp=xmp)
    save(BUSY, "xmp6exif8.jpg", xmp=xmp, exif=exif)
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", "<tiff:Orientation>5</tiff:Orientation>")
    save(BUSY, "xmp5.png", pnginfo=text)
    save(CMYK, "cmyk.tif", compression="tiff_adobe_deflate")
    save(BILEVEL, "fax.tif", compression="group4")
    save(SMOOTH, "jpeg.tif", compression="jpeg")
    save(BUSY, "plain.tif")
    save(PALETTE, "palette.gif")
    save(PALETTE, "interlaced.gif", interlace=1)
    save(PALETTE, "transparent.gif", transparency=3)
    BUSY.save(FILES / "animation.gif", save_all=True, append_images=[SMOOTH])
    save(BUSY, "lossy.webp")
    save(BUSY, "lossless.webp", lossless=True)
    save(RGBA, "rgba.webp", lossless=True, exact=True)
    save(BUSY, "rgb.ppm")
    save(GREY, "grey.pgm")
    save(BILEVEL, "bilevel.pbm")
    (FILES / "ascii.pbm").write_bytes(b"P1\n# a comment\n5 3\n10101\n0 1 0 1 0\n11111\n")
    (FILES / "ascii.pgm").write_bytes(b"P2 3 2 # a comment\n15\n0 1 2\n3 14 15\n")
    (FILES / "of100.pgm").write_bytes(b"P5 3 2 100\n" + bytes([0, 1, 50, 99, 100, 33]))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def odd_files():
    """Of a key of 16 bits only those count that a sample has."""
    png = (FILES / "bilevel.png").read_bytes()
    key = png.index(b"IDAT") - 4
    (FILES / "bilevelKey.png").write_bytes(png[:key] + chunk(b"tRNS", b"\0\xff") + png[key:])


def broken_files():
    """Files that must be refused; nothing is read from them."""
    bomb = chunk(b"IHDR", struct.pack(">IIBBBBB", 50000, 50000, 8, 2, 0, 0, 0))
    bomb += chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    (FILES / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bomb)
    for name in ("avif", "jp2"):
        buffer = io.BytesIO()
        SMOOTH.save(buffer, name.replace("jp2", "jpeg2000"))
        (FILES / f"refused.{name}").write_bytes(buffer.getvalue()[:64])
    (FILES / "refused.heic").write_bytes(struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(40))
    (FILES / "refused.jxl").write_bytes(b"\xff\x0a" + bytes(30))


def expected():
    """What Pillow reads, upright, in the mode that carries all of it."""
    for file in sorted(FILES.iterdir()):
        if file.name.startswith(("bomb", "refused")):
            continue
        image = Image.open(file)
        image.load()
        mode = image.mode
        image = ImageOps.exif_transpose(image)
        if "transparency" in image.info and mode in ("P", "L", "RGB", "1"):
            image = image.convert({"P": "RGBA", "L": "LA", "RGB": "RGBA", "1": "LA"}[mode])
        elif mode in ("P", "CMYK", "YCbCr"):
            image = image.convert("RGB")
        elif mode == "1":
            image = image.convert("L")
        samples = np.asarray(image)
        channels = 1 if samples.ndim == 2 else samples.shape[2]
        yield (file.name, image.width, image.height, channels, 16 if samples.dtype == np.uint16 else 8, packed(samples))


def smaller():
    """What Pillow reads from JPEG files at a half, a quarter and an eighth of their size."""
    for name in ("sampling0.jpg", "sampling2.jpg", "progressive.jpg", "grey.jpg", "restart.jpg"):
        for shrink in (2, 4, 8):
            image = Image.open(FILES / name)
            image.draft(image.mode, (W // shrink, H // shrink))
            assert image.size == (-(-W // shrink), -(-H // shrink))
            samples = np.asarray(image)
            channels = 1 if samples.ndim == 2 else 3
            yield (name, shrink, image.width, image.height, channels, 8, packed(samples))


if __name__ == "__main__":
    FILES.mkdir(parents=True, exist_ok=True)
    pillow_files()
    odd_files()
    broken_files()
    write("decode.tsv", expected())
    write("smaller.tsv", smaller())
