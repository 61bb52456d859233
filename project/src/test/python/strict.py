"""Models that Fovea trained open in Python: safetensors reads the file, torchvision's class takes
all of it (strict=True) and gives the same answers.

    .venv/bin/python project/src/test/python/strict.py [NETWORK...]

Trains each network for a few steps on drawn pictures with the launcher of this clone, in a temporary
folder that is removed. Compared are the logits as far as `fovea predict` tells them: the logarithms
of the probabilities of all classes, multiplied by the model's temperature, which are the logits
less one number a picture. Exit code 1 where a file does not fit or an answer differs by more than
1e-4 of the largest.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
import torchvision
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file

FOVEA = str(pathlib.Path(__file__).resolve().parents[4] / "fovea")
NAMES = ["resnet18", "resnext50_32x4d", "wide_resnet50_2", "vgg11", "vgg11_bn", "densenet121",
         "mobilenet_v2", "mobilenet_v3_small", "efficientnet_b0", "efficientnet_v2_s",
         "regnet_x_400mf", "regnet_y_400mf", "convnext_tiny", "vit_b_32", "swin_t"]
PX = 64


def fovea(*words):
    done = subprocess.run([FOVEA, *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"fovea {' '.join(map(str, words))} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def picture(path, numbers):
    pixels = torch.from_numpy(np.array(Image.open(path).convert("RGB"), dtype=np.float32) / 255)
    mean, deviation = (torch.tensor(numbers[k], dtype=torch.float32) for k in ("mean", "deviation"))
    return ((pixels - mean) / deviation).permute(2, 0, 1)


def check(name, data, run):
    fovea("train", "classify", "--data", data, "--out", run, "--model", name, "--epochs", 1,
          "--size", PX, "--batch", 12, "--seed", 1, "--set", "train.rate=0.001", "--set",
          "model.channels=3", "--set", "model.stem=published", "--set", "model.fit=stretch")
    file = run / "best.safetensors"
    with safe_open(file, "pt") as opened:
        about = json.loads(opened.metadata()["fovea"])
    classes = about["classes"]
    size = {"image_size": PX} if name.startswith("vit") else {}
    model = torchvision.models.get_model(name, num_classes=len(classes), **size)
    state = load_file(file)
    model.load_state_dict(state, strict=True)
    lines = fovea("predict", run, data / "test", "--json=-", "--top", len(classes)).splitlines()
    answers = [json.loads(line) for line in lines]
    images = torch.stack([picture(a["path"], about["preprocess"]["numbers"]) for a in answers])
    with torch.no_grad():
        logits = model.eval()(images)
    temperature = about["postprocess"]["temperature"]
    theirs = torch.log_softmax(logits / temperature, 1) * temperature
    probabilities = [{t["label"]: t["probability"] for t in a["top"]} for a in answers]
    ours = torch.tensor([[p[c] for c in classes] for p in probabilities]).log() * temperature
    apart = ((ours - theirs).abs().max() / theirs.abs().max()).item()
    print(f"{name:20s} {len(state):4d} tensors, {len(answers)} pictures, {apart:.1e} apart", flush=True)
    return apart < 1e-4


def main():
    with tempfile.TemporaryDirectory() as box:
        box = pathlib.Path(box)
        fovea("data", "draw", "--out", box / "data", "--count", 48, "--size", PX)
        good = []
        for name in sys.argv[1:] or NAMES:
            good.append(check(name, box / "data", box / name))
            subprocess.run(["rm", "-r", str(box / name)], check=True)
        sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
