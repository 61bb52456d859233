"""Ultralytics' package by its public interface, as a peer to measure: offline, telling nobody, its words on stderr.

Import it first: it sets what the package reads when it is imported. The result goes to `out`.
"""

import atexit
import os
import shutil
import sys
import tempfile

out = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
sys.stdout = sys.stderr
os.environ |= {
    "YOLO_OFFLINE": "true",
    "YOLO_AUTOINSTALL": "false",
    "YOLO_VERBOSE": "false",
    "YOLO_CONFIG_DIR": tempfile.mkdtemp(prefix="fovea-ultralytics-"),
}

from ultralytics import YOLO, __version__, settings  # noqa: E402, F401

settings.update({"sync": False})
atexit.register(shutil.rmtree, os.environ["YOLO_CONFIG_DIR"], ignore_errors=True)


def size(model, px):
    """Parameters and multiply-adds of a picture, as its own summary counts them."""
    _, parameters, _, gflops = model.info(imgsz=px)
    return {"parameters": parameters, "macs": gflops * 1e9 / 2}
