"""Where the parts of stored files begin and end, as Python's own readers of zip files and pickles see it.

  python boundaries.py ../resources/dev/fovea/torch/pth

Writes boundaries.txt: a file, then every byte at which a part of it begins or ends: headers, names and
contents of a zip's records, its directory and ends; each instruction of a pickle; each storage; the
header and each tensor of a safetensors file.
"""

import io
import json
import pathlib
import pickle
import pickletools
import struct
import sys
import zipfile

FILES = ["rich-zip.pth", "wrapped.pth", "numpy-5.pth", "rich-legacy.pth", "rich.safetensors"]
WIDTHS = {"LongStorage": 8, "DoubleStorage": 8, "FloatStorage": 4, "IntStorage": 4, "HalfStorage": 2,
          "BFloat16Storage": 2, "ShortStorage": 2, "CharStorage": 1, "ByteStorage": 1, "BoolStorage": 1}
ENTRY, END, END_64, LOCATOR = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def instructions(data, at):
    """Of one pickle; and where it ends."""
    stream = io.BytesIO(data[at:])
    places = [at + place for _, _, place in pickletools.genops(stream)]
    return places, at + stream.tell()


def zipped(data):
    places = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            at = info.header_offset
            name, extra = struct.unpack("<HH", data[at + 26:at + 30])
            begin = at + 30 + name + extra
            places += [at, at + 30, at + 30 + name, begin, begin + info.file_size]
            if info.filename.endswith("/data.pkl"):
                places += instructions(data, begin)[0]
        at = archive.start_dir
    for signature in (ENTRY, END, END_64, LOCATOR):
        found = data.find(signature, at)
        while found >= 0:
            places += [found, found + 4]
            found = data.find(signature, found + 1)
    return places


class Widths(pickle.Unpickler):
    """The bytes of a number of each storage, by key; everything else is left out."""

    def __init__(self, stream):
        super().__init__(stream)
        self.widths = {}

    def find_class(self, module, name):
        return name if name.endswith("Storage") else lambda *_: {}

    def persistent_load(self, told):
        self.widths[told[2]] = WIDTHS[told[1]]


def legacy(data):
    places, at, begins = [], 0, []
    for _ in range(5):
        begins.append(at)
        more, at = instructions(data, at)
        places += more
    object_ = Widths(io.BytesIO(data[begins[3]:]))
    object_.load()
    for key in pickle.loads(data[begins[4]:]):
        count = struct.unpack("<q", data[at:at + 8])[0]
        places += [at, at + 8]
        at += 8 + count * object_.widths[key]
    assert at == len(data)
    return places


def safetensors(data):
    header = 8 + struct.unpack("<Q", data[:8])[0]
    about = json.loads(data[8:header])
    ends = [header + place for name, tensor in about.items() if name != "__metadata__"
            for place in tensor["data_offsets"]]
    return [8, header, *ends]


def places(name, data):
    if name.endswith(".safetensors"):
        return safetensors(data)
    return zipped(data) if data[:2] == b"PK" else legacy(data)


def main():
    folder = pathlib.Path(sys.argv[1])
    with open(folder / "boundaries.txt", "w") as out:
        for name in FILES:
            data = (folder / name).read_bytes()
            print(name, *sorted({p for p in places(name, data) if 0 <= p < len(data)}), file=out)


if __name__ == "__main__":
    main()
