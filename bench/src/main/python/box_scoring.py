"""The twin of BoxScoring.java: pycocotools' COCOeval, from annotations that are loaded and indexed already.

Arguments as there. Only evaluate, accumulate and summarize are timed, not loadRes.
"""

import contextlib
import io
import json
import sys
import time
from importlib.metadata import version

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def rows(path, columns):
    return np.fromfile(path, "<f8").reshape(-1, columns).tolist()


def loaded():
    truths, answers, classes = rows(sys.argv[1], 8), rows(sys.argv[2], 7), int(sys.argv[3])
    coco = COCO()
    coco.dataset = {
        "info": {},
        "images": [{"id": p} for p in range(int(max(truths[-1][0], answers[-1][0])) + 1)],
        "categories": [{"id": c} for c in range(classes)],
        "annotations": [{"id": i + 1, "image_id": int(t[0]), "category_id": int(t[1]), "bbox": t[2:6],
                         "iscrowd": int(t[6]), "area": t[7]} for i, t in enumerate(truths)],
    }
    coco.createIndex()
    return coco, coco.loadRes([{"image_id": int(a[0]), "category_id": int(a[1]), "bbox": a[2:6], "score": a[6]}
                               for a in answers])


with contextlib.redirect_stdout(io.StringIO()):
    coco, found = loaded()
print(json.dumps({"version": f"pycocotools {version('pycocotools')}, NumPy {np.__version__}"}), flush=True)
for _ in sys.stdin:
    with contextlib.redirect_stdout(io.StringIO()):
        began, cpu = time.perf_counter(), time.process_time()
        evaluation = COCOeval(coco, found, "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        ms, cpu = (time.perf_counter() - began) * 1e3, (time.process_time() - cpu) * 1e3
    print(json.dumps({"ms": ms, "cpu_ms": cpu, "stats": evaluation.stats.tolist()}), flush=True)
