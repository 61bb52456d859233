"""Writes decode_golden.txt: what torchvision makes of the maps of a RetinaNet and an FCOS.

The maps come from a formula that DecodeGoldenTest has too, so the file holds answers alone.

Run: python predict/src/test/python/decode_golden.py   (numpy, torch, torchvision)
"""

import pathlib
from types import SimpleNamespace

import numpy as np
import torch
from torchvision.models.detection import _utils, fcos, retinanet
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.image_list import ImageList

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/predict/boxes/decode_golden.txt"
CLASSES, HEIGHT, WIDTH, PICTURES = 3, 100, 130, 2
state = 0


def numbers(count, low, high):
    """Of the generator x * 1103515245 + 12345 modulo 2^31, as float32."""
    global state
    all = np.empty(count, np.float32)
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        all[i] = np.float32(low + (high - low) * (state / 2**31))
    return torch.from_numpy(all)


def grids():
    h, w = HEIGHT, WIDTH
    for level in range(1, 8):
        h, w = -(-h // 2), -(-w // 2)
        if level >= 3:
            yield h, w


def maps(channels, low, high):
    return [numbers(PICTURES * channels * h * w, low, high).view(PICTURES, channels, h, w) for h, w in grids()]


def rows(map, each):
    """[n, a * each, h, w] to [n, h * w * a, each], as torchvision's heads do."""
    n, _, h, w = map.shape
    return map.view(n, -1, each, h, w).permute(0, 3, 4, 1, 2).reshape(n, -1, each)


def write(name, result):
    for picture, found in enumerate(result):
        lines.append(f"{name} {picture} {len(found['scores'])}")
        for box, score, label in zip(found["boxes"], found["scores"], found["labels"]):
            lines.append(" ".join(f"{v:.5f}" for v in box.tolist()) + f" {score:.7f} {label}")


def anchors(generator):
    images = ImageList(torch.zeros(PICTURES, 3, HEIGHT, WIDTH), [(HEIGHT, WIDTH)] * PICTURES)
    features = [torch.zeros(PICTURES, 1, h, w) for h, w in grids()]
    per_level = [h * w * a for (h, w), a in zip(grids(), generator.num_anchors_per_location())]
    return [list(one.split(per_level)) for one in generator(images, features)]


lines = []
sizes = tuple((x, int(x * 2 ** (1 / 3)), int(x * 2 ** (2 / 3))) for x in [32, 64, 128, 256, 512])
generator = AnchorGenerator(sizes, ((0.5, 1.0, 2.0),) * 5)
how = SimpleNamespace(
    score_thresh=0.05, nms_thresh=0.5, detections_per_img=300, topk_candidates=1000,
    box_coder=_utils.BoxCoder((1.0, 1.0, 1.0, 1.0)))
boxes = maps(9 * 4, -1.5, 5)
scores = maps(9 * CLASSES, -6, 2)
head = {"cls_logits": [rows(m, CLASSES) for m in scores], "bbox_regression": [rows(m, 4) for m in boxes]}
write("retinanet", retinanet.RetinaNet.postprocess_detections(
    how, head, anchors(generator), [(HEIGHT, WIDTH)] * PICTURES))

generator = AnchorGenerator(((8,), (16,), (32,), (64,), (128,)), ((1.0,),) * 5)
how = SimpleNamespace(
    score_thresh=0.2, nms_thresh=0.6, detections_per_img=100, topk_candidates=1000,
    box_coder=_utils.BoxLinearCoder(normalize_by_size=True))
boxes = maps(4, 0, 3)
scores = maps(CLASSES, -6, 2)
centerness = maps(1, -3, 3)
head = {
    "cls_logits": [rows(m, CLASSES) for m in scores],
    "bbox_regression": [rows(m, 4) for m in boxes],
    "bbox_ctrness": [rows(m, 1) for m in centerness]}
write("fcos", fcos.FCOS.postprocess_detections(
    how, head, anchors(generator), [(HEIGHT, WIDTH)] * PICTURES))

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text("\n".join(lines) + "\n")
