"""Writes the catalogue of published weights and what its test compares with:

  src/main/resources/dev/fovea/zoo/weights/weights.json   one block a file of weights
  src/main/resources/dev/fovea/zoo/weights/imagenet1k.txt one class name a line
  src/main/resources/dev/fovea/zoo/weights/coco91.txt     the same of COCO's detectors, whose ids
                                                          have gaps: "unused 12" and the like
  src/test/resources/dev/fovea/zoo/weights/preprocess.txt a picture as the publishers prepare it

Nothing is typed by hand: all facts are read from the installed packages torchvision and timm, none
from a network. Run it in the root, with torch, torchvision, timm and pillow:

  .venv/bin/python zoo/src/test/python/catalogue.py

torchvision's sizes are rounded; the eight digits in its file names begin the sha256. timm's weights
are taken where its network computes what torchvision's of the same name does, which is tried with
random weights: tensors then correspond in order. timm's packages publish no scores and no digests;
its sizes are those of the tensors.
"""

import json
import pathlib
import re

import numpy as np
import timm
import torch
import torchvision.models as tv
from PIL import Image
from timm.data import create_transform, resolve_data_config
from torchvision.models._meta import _COCO_CATEGORIES, _IMAGENET_CATEGORIES

FAMILIES = (
    "resnet|resnext|wide_resnet|vgg|efficientnet_|mobilenet_v|densenet|convnext_|regnet_|vit_|swin_"
)
ROOM = pathlib.Path(__file__).parents[2]
MAIN = ROOM / "main/resources/dev/fovea/zoo/weights"
TEST = ROOM / "test/resources/dev/fovea/zoo/weights"
SHOWN = ["resnet50.imagenet1k_v2", "swin_t.imagenet1k_v1", "efficientnet_v2_l.imagenet1k_v1",
         "resnet50.a1_in1k"]
SWAG = "https://github.com/facebookresearch/SWAG/blob/main/LICENSE"


def torchvision_entries():
    for network in tv.list_models(module=tv):
        if not re.match(FAMILIES, network):
            continue
        enum = tv.get_model_weights(network)
        for weights in enum:
            meta, to = weights.meta, weights.transforms()
            if meta["categories"] is None:
                continue  # VGG-16's features alone: no classifier
            assert meta["categories"] == _IMAGENET_CATEGORIES, weights
            assert meta.get("license") in (None, SWAG), meta["license"]
            assert to.antialias
            scores = meta["_metrics"]["ImageNet-1K"]
            yield {
                "name": f"{network}.{weights.name.lower()}",
                "network": network,
                "by": "torchvision",
                "default": weights is enum.DEFAULT,
                "url": weights.url,
                "sha256": re.search(r"-([0-9a-f]{8,})\.pth$", weights.url)[1],
                "megabytes": round(meta["_file_size"] * 1.048576, 1),
                "parameters": meta["num_params"],
                "resize": to.resize_size[0],
                "crop": to.crop_size[0],
                "kernel": to.interpolation.value,
                "mean": to.mean,
                "deviation": to.std,
                "classes": "imagenet1k",
                "licence": "CC-BY-NC-4.0" if meta.get("license") else "BSD-3-Clause",
                "top1": scores["acc@1"],
                "top5": scores["acc@5"],
            }, to


# Classes, height and width; torchvision counts the background of Faster R-CNN among the classes.
DETECTORS = {
    "retinanet_resnet50_fpn": ("coco91", 800, 1344),
    "retinanet_resnet50_fpn_v2": ("coco91", 800, 1344),
    "fcos_resnet50_fpn": ("coco91", 800, 1344),
    "fasterrcnn_resnet50_fpn": ("coco90", 800, 1344),
    "fasterrcnn_resnet50_fpn_v2": ("coco90", 800, 1344),
    "fasterrcnn_mobilenet_v3_large_fpn": ("coco90", 800, 1344),
    "fasterrcnn_mobilenet_v3_large_320_fpn": ("coco90", 320, 640),
}


def detector_entries():
    """torchvision brings the shorter side to 800 px and the longer to 1,333 at most, then pads."""
    for network, (classes, height, width) in DETECTORS.items():
        enum = tv.get_model_weights(network)
        for weights in enum:
            meta = weights.meta
            assert meta["categories"] == _COCO_CATEGORIES, weights
            yield {
                "name": f"{network}.{weights.name.lower()}",
                "network": network,
                "by": "torchvision",
                "default": weights is enum.DEFAULT,
                "url": weights.url,
                "sha256": re.search(r"-([0-9a-f]{8,})\.pth$", weights.url)[1],
                "megabytes": round(meta["_file_size"] * 1.048576, 1),
                "parameters": meta["num_params"],
                "height": height,
                "width": width,
                "kernel": "bilinear",
                "mean": [0.485, 0.456, 0.406],
                "deviation": [0.229, 0.224, 0.225],
                "classes": classes,
                "licence": "BSD-3-Clause",
                "map": meta["_metrics"]["COCO-val2017"]["box_map"],
            }, None


def same(network, name):
    """Whether timm's network computes what torchvision's does, tensors taken in order."""
    torch.manual_seed(1)
    ours, theirs = tv.get_model(network), timm.create_model(name)
    a, b = ours.state_dict(), theirs.state_dict()
    if [v.shape for v in a.values()] != [v.shape for v in b.values()]:
        return None
    ours.load_state_dict(dict(zip(a, b.values())))
    picture = torch.randn(1, 3, 96, 96)
    with torch.no_grad():
        if not torch.allclose(ours.eval()(picture), theirs.eval()(picture), atol=1e-5):
            return None
    return list(a) == list(b), sum(t.nbytes for t in b.values()), sum(
        p.numel() for p in theirs.parameters())


def timm_entries():
    for network in tv.list_models(module=tv):
        if not re.match("resnet|resnext|wide_resnet|efficientnet_b", network):
            continue
        found = None
        for name in timm.list_pretrained(network + ".*"):
            cfg = timm.get_pretrained_cfg(name)
            if cfg.num_classes != 1000 or cfg.crop_mode != "center" or ".tv" in name:
                continue  # other classes, other geometry, or torchvision's own once more
            found = found or same(network, name)
            if not found:
                break
            names, size, parameters = found
            data = resolve_data_config(pretrained_cfg=cfg.to_dict())
            yield {
                "name": name,
                "network": network,
                "by": "timm",
                "default": False,
                "url": f"https://huggingface.co/{cfg.hf_hub_id}/resolve/main/"
                + (cfg.hf_hub_filename or "model.safetensors"),
                "sha256": "",
                "megabytes": round(size / 1e6, 1),
                "parameters": parameters,
                "resize": int(data["input_size"][1] / data["crop_pct"]),
                "crop": data["input_size"][1],
                "kernel": data["interpolation"],
                "mean": list(data["mean"]),
                "deviation": list(data["std"]),
                "classes": "imagenet1k",
                "licence": {"apache-2.0": "Apache-2.0", "cc-by-nc-4.0": "CC-BY-NC-4.0",
                            "mit": "MIT"}[cfg.license],
                "tensors": "torchvision" if names else "timm",
            }, create_transform(**data, is_training=False)


def block(entry):
    lines = [["name", "network", "by", "default"], ["url"],
             ["sha256", "megabytes", "parameters", "licence", "top1", "top5", "map", "tensors"],
             ["classes", "resize", "crop", "height", "width", "kernel", "mean", "deviation"]]
    texts = [", ".join(f"{json.dumps(k)}: {json.dumps(entry[k])}" for k in line if k in entry)
             for line in lines]
    return "{" + ",\n ".join(texts) + "}"


def picture():
    y, x, c = np.indices((427, 640, 3))
    return Image.fromarray(((3 * x + 5 * y + 40 * c + x * y // 97) % 256).astype(np.uint8))


def main():
    MAIN.mkdir(parents=True, exist_ok=True)
    TEST.mkdir(parents=True, exist_ok=True)
    found = [*torchvision_entries(), *timm_entries(), *detector_entries()]
    (MAIN / "weights.json").write_text(
        "[\n" + ",\n".join(block(entry) for entry, _ in found) + "\n]\n")
    (MAIN / "imagenet1k.txt").write_text("\n".join(_IMAGENET_CATEGORIES) + "\n")
    coco = [f"unused {i}" if name == "N/A" else name for i, name in enumerate(_COCO_CATEGORIES)]
    (MAIN / "coco91.txt").write_text("\n".join(coco) + "\n")
    lines = []
    for entry, transform in found:
        if entry["name"] in SHOWN:
            out = transform(picture())
            values = out[:, ::37, ::53].flatten().tolist()
            lines.append(entry["name"] + " " + " ".join(f"{v:.6g}" for v in values))
    assert len(lines) == len(SHOWN)
    (TEST / "preprocess.txt").write_text("\n".join(lines) + "\n")
    print(len(found), "files of weights,", len({e["network"] for e, _ in found}), "networks")


main()
