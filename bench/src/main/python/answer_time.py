"""The twin of AnswerTime.java: the same files, preprocessing and protocol on engines from PyPI.

Arguments: eager, compile, script or onnxruntime; threads; network; the .safetensors or .onnx file; a file that lists
pictures. With script, the list is the TorchScript file to write, and that is all.
"""

import json
import os
import platform
import sys
import time
from pathlib import Path

engine, threads, network, file, listed = sys.argv[1:]


def torch_model():
    """From files to classes, by torchvision's own preprocessing; and the bare model."""
    import torch
    import torchvision
    from PIL import Image
    from safetensors.torch import load_file
    from torchvision.transforms._presets import ImageClassification

    torch.set_num_threads(int(threads))
    read = ImageClassification(crop_size=224)
    model = torchvision.models.get_model(network)
    model.load_state_dict(load_file(file))
    model.eval()
    runs = torch.compile(model, dynamic=False) if engine == "compile" else model

    @torch.inference_mode()
    def answer(files):
        return runs(torch.stack([read(Image.open(one).convert("RGB")) for one in files])).argmax(1).tolist()

    return answer, model, f"{torch.__version__}, torchvision {torchvision.__version__}"


def onnx_model():
    """The same, on ONNX Runtime, Pillow and NumPy."""
    import numpy
    import onnxruntime
    import PIL
    from pictures import numbers

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    if os.environ.get("OMP_WAIT_POLICY") == "passive":  # as the others' threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options)
    name = session.get_inputs()[0].name

    def answer(files):
        return session.run(["logits"], {name: numpy.stack([numbers(one) for one in files])})[0].argmax(1).tolist()

    return answer, None, f"{onnxruntime.__version__}, Pillow {PIL.__version__}"


answer, model, version = onnx_model() if engine == "onnxruntime" else torch_model()
if engine == "script":
    import torch

    with torch.inference_mode():
        torch.jit.trace(model, torch.zeros(1, 3, 224, 224)).save(listed)
    print(json.dumps({"parameters": sum(p.numel() for p in model.parameters())}))
    sys.exit()

pictures = Path(listed).read_text().split("\n")[:-1]
at = 0
print(json.dumps({"version": f"{version}, Python {platform.python_version()}"}), flush=True)
for line in sys.stdin:
    batch, batches = map(int, line.split())
    millis, classes = [], []
    cpu = time.process_time()
    for _ in range(batches):
        files = [pictures[(at + i) % len(pictures)] for i in range(batch)]
        at += batch
        began = time.perf_counter()
        classes += answer(files)
        millis.append((time.perf_counter() - began) * 1e3)
    cpu_ms = (time.process_time() - cpu) * 1e3 / batches
    print(json.dumps({"ms": millis, "cpu_ms": cpu_ms, "classes": classes}), flush=True)
