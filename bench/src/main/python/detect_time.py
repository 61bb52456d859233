"""The twin of DetectTime.java: Ultralytics' networks by the package's own predict.

  detect_time.py make FOLDER NETWORK SIZE BATCHES LIST

writes NETWORK.pt, with drawn weights of 80 classes whose batch norms have seen some of the pictures, and for each
batch (with commas between) NETWORK-BATCH.onnx by the package's own export. Prints a line of JSON.

  detect_time.py torch|onnx THREADS FOLDER/NETWORK SIZE LIST [rect]

takes turns as DetectTime.java does. With rect PyTorch gets pictures that are padded to the next step alone, the
package's default, else squares as all others.
"""

import json
import os
import sys
import time
from pathlib import Path

from ultralytics_quietly import YOLO, __version__, out, size

import onnxruntime
import torch

onnxruntime.disable_telemetry_events()

SEEN = 4
TIMES = 3


def settled(network, pictures, px):
    """Weights drawn from a seed; without the pictures values fade, and all places are scored alike."""
    import numpy
    from PIL import Image

    torch.manual_seed(1)
    yolo = YOLO(f"{network}.yaml")
    norms = [module for module in yolo.model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    momentum = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the mean of all that was seen
    read = [numpy.asarray(Image.open(one).convert("RGB").resize((px, px))) for one in pictures[:SEEN]]
    seen = torch.from_numpy(numpy.stack(read)).permute(0, 3, 1, 2).float() / 255
    yolo.model.train()
    with torch.no_grad():
        for _ in range(TIMES):
            yolo.model(seen)
    for norm, before in zip(norms, momentum):
        norm.momentum = before
    yolo.model.eval()
    return yolo


def make(folder, network, px, batches, listed):
    pt = f"{folder}/{network}.pt"
    settled(network, Path(listed).read_text().splitlines(), int(px)).save(pt)
    try:
        import onnxslim  # noqa: F401

        simplify = True  # the default, for which the package needs onnxslim
    except ImportError:
        simplify = False
    for batch in batches.split(","):
        written = YOLO(pt).export(format="onnx", imgsz=int(px), batch=int(batch), simplify=simplify)
        Path(written).rename(f"{folder}/{network}-{batch}.onnx")
    fused = YOLO(pt)
    fused.fuse()
    about = size(fused.model, int(px)) | {"simplified": simplify}
    print(json.dumps(about), file=out)


def bounded(threads):
    """ONNX Runtime with so many threads, which the package has no setting for; they wait as the others' do."""
    class Session(onnxruntime.InferenceSession):
        def __init__(self, path, sess_options=None, **more):
            options = sess_options or onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            if os.environ.get("OMP_WAIT_POLICY") == "passive":
                options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            super().__init__(path, options, **more)

    onnxruntime.InferenceSession = Session


class Finder:
    def __init__(self, engine, threads, file, px, rect):
        self.engine, self.threads, self.file = engine, threads, file
        self.asked = {"imgsz": px, "rect": rect, "conf": 1e-9, "device": "cpu", "verbose": False, "save": False}
        self.models = {}

    def find(self, files, batch):
        """Boxes of each picture; files is one path, or a .txt that lists a batch."""
        key = batch if self.engine == "onnx" else 0
        if key not in self.models:
            path = f"{self.file}-{batch}.onnx" if self.engine == "onnx" else f"{self.file}.pt"
            self.models[key] = YOLO(path, task="detect")
            self.models[key].predict(files, batch=batch, **self.asked)  # sets up, its own count of threads too
            torch.set_num_threads(self.threads)
        found = self.models[key].predict(files, batch=batch, **self.asked)
        if torch.get_num_threads() != self.threads:
            sys.exit(f"PyTorch works with {torch.get_num_threads()} threads and not with {self.threads}")
        return found


def turns(engine, threads, file, px, listed, rect):
    if engine == "onnx":
        bounded(threads)
    pictures = Path(listed).read_text().splitlines()
    finder = Finder(engine, threads, file, px, rect)
    folder = os.environ["YOLO_CONFIG_DIR"]
    at = 0
    on = f"onnxruntime {onnxruntime.__version__}" if engine == "onnx" else f"torch {torch.__version__}"
    print(json.dumps({"version": f"ultralytics {__version__}, {on}"}), file=out)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "scores":
            finder.asked["conf"] = 1e-9
            scores = [score for one in pictures for score in finder.find(one, 1)[0].boxes.conf.tolist()]
            print(json.dumps({"scores": scores}), file=out)
            continue
        if words[0] == "from":
            finder.asked["conf"] = float(words[1])
            print("{}", file=out)
            continue
        batch, batches = map(int, words)
        lists = []
        for i in range(batches):
            lists.append(listing(folder, i, [pictures[(at + k) % len(pictures)] for k in range(batch)]))
            at += batch
        millis, found = [], 0
        cpu = time.process_time()
        for files in lists:
            began = time.perf_counter()
            answers = finder.find(files, batch)
            millis.append((time.perf_counter() - began) * 1e3)
            found += sum(len(one.boxes) for one in answers)
        cpu_ms = (time.process_time() - cpu) * 1e3 / batches
        print(json.dumps({"ms": millis, "cpu_ms": cpu_ms, "found": found}), file=out)


def listing(folder, number, files):
    """What predict is given: a path, or of several a file that lists them."""
    if len(files) == 1:
        return files[0]
    listed = Path(folder) / f"batch-{number}.txt"
    listed.write_text("".join(f"{one}\n" for one in files))
    return str(listed)


if sys.argv[1] == "make":
    make(*sys.argv[2:])
else:
    engine, threads, file, px, listed = sys.argv[1:6]
    turns(engine, int(threads), file, int(px), listed, sys.argv[6:] == ["rect"])
