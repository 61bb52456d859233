#!/usr/bin/env python3
"""Writes coco_golden.txt.gz: small sets of boxes and what pycocotools says about them.

Run: python task/src/test/python/coco_golden.py   (numpy, pycocotools)

A case is "case NAME CLASSES"; "picture"; of each "truth LABEL LEFT TOP RIGHT BOTTOM CROWD AREA" and
"answer LABEL SCORE LEFT TOP RIGHT BOTTOM"; "stats" with the twelve numbers; of each class "row LABEL AP AP50 AP75 AR100".
-1 stands for a number that there is not.
"""

import contextlib
import gzip
import io
import pathlib

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/task/detect/metric/coco_golden.txt.gz"
lines = []


def evaluated(truths, answers, classes):
    """truths: rows of picture, label, box, crowd, area; answers: rows of picture, label, score, box; by picture."""
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = {
            "info": {},
            "images": [{"id": p} for p in range(len(truths))],
            "categories": [{"id": c} for c in range(classes)],
            "annotations": [
                {"image_id": p, "category_id": t[0], "bbox": wide(t[1]), "iscrowd": t[2], "area": t[3]}
                for p, some in enumerate(truths) for t in some],
        }
        for number, one in enumerate(coco.dataset["annotations"]):
            one["id"] = number + 1  # pycocotools takes number 0 for none
        coco.createIndex()
        found = [{"image_id": p, "category_id": a[0], "score": a[1], "bbox": wide(a[2])}
                 for p, some in enumerate(answers) for a in some]
        evaluation = COCOeval(coco, coco.loadRes(found) if found else nothing(coco), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return evaluation


def nothing(coco):
    """loadRes does not take an empty list."""
    none = COCO()
    none.dataset = coco.dataset | {"annotations": []}
    none.createIndex()
    return none


def wide(box):
    return [box[0], box[1], box[2] - box[0], box[3] - box[1]]


def mean(numbers):
    numbers = numbers[numbers > -1]
    return float(numbers.mean()) if numbers.size else -1.0


def case(name, truths, answers, classes):
    lines.append(f"case {name} {classes}")
    for some, others in zip(truths, answers, strict=True):
        lines.append("picture")
        for label, box, crowd, area in some:
            lines.append(f"truth {label} {' '.join(map(text, box))} {crowd} {text(area)}")
        for label, score, box in others:
            lines.append(f"answer {label} {text(score)} {' '.join(map(text, box))}")
    evaluation = evaluated(truths, answers, classes)
    lines.append("stats " + " ".join(map(text, evaluation.stats)))
    precision, recall = evaluation.eval["precision"][..., 0, 2], evaluation.eval["recall"][..., 0, 2]
    for c in range(classes):
        row = [mean(precision[:, :, c]), mean(precision[0, :, c]), mean(precision[5, :, c]), mean(recall[:, c])]
        lines.append(f"row {c} " + " ".join(map(text, row)))


def text(number):
    return repr(float(number)).removesuffix(".0")


def drawn(rng, pictures, classes, truths=5, answers=14, crowd=0.0, step=0.125, scores=None, largest=150, absent=()):
    """Boxes on a grid of eighths, whose sums are exact, or anywhere; most answers are about a truth of theirs."""
    def snap(box):
        return [float(x) for x in (np.round(np.array(box) / step) * step if step else np.round(box, 2))]

    def box():
        x, y = rng.uniform(0, 300, 2)
        w, h = np.exp(rng.uniform(np.log(4), np.log(largest), 2))
        return snap([x, y, x + w, y + h])

    all_truths, all_answers = [], []
    for _ in range(pictures):
        some, others = [], []
        for _ in range(rng.poisson(truths)):
            b = box()
            size = (b[2] - b[0]) * (b[3] - b[1])
            area = size if rng.random() < 0.5 else float(np.round(size * rng.uniform(0.4, 1), 1))
            some.append((int(rng.integers(classes)), b, int(rng.random() < crowd), area))
        for _ in range(rng.poisson(answers)):
            label, near = int(rng.integers(classes)), box()
            if some and rng.random() < 0.75:
                label, b, _, _ = some[rng.integers(len(some))]
                if rng.random() < 0.1:
                    label = int(rng.integers(classes))
                w, h = b[2] - b[0], b[3] - b[1]
                near = snap(np.array(b) + rng.normal(0, rng.choice([0, 0.02, 0.1]), 4) * [w, h, w, h])
                near = [near[0], near[1], max(near[0], near[2]), max(near[1], near[3])]
            score = rng.random() if scores is None else rng.integers(1, scores) / scores
            others.append((label, float(score), near))
        some = [t for t in some if t[0] not in absent]
        all_truths.append(some)
        all_answers.append(others)
    return all_truths, all_answers, classes


rng = np.random.default_rng(3)
case("random", *drawn(rng, 30, 3))
case("anywhere", *drawn(rng, 30, 3, step=None))
case("crowds", *drawn(rng, 30, 3, crowd=0.3))
case("ties", *drawn(rng, 30, 2, crowd=0.1, scores=4))
case("one_score", *drawn(rng, 20, 2, scores=2))
case("whole_pixels", *drawn(rng, 25, 2, step=4, scores=8, largest=40, crowd=0.1))  # overlaps that equal the least one
case("small_only", *drawn(rng, 20, 2, largest=20))
case("empty_pictures", *drawn(rng, 30, 3, truths=0.6, answers=1.5))
case("absent_classes", *drawn(rng, 20, 6, absent=(0, 4)))
case("many_answers", *drawn(rng, 3, 2, truths=12, answers=330, scores=50))  # beyond 100 of a class
many = drawn(rng, 15, 3)
case("no_answers", many[0], [[] for _ in many[0]], 3)
case("no_truths", [[] for _ in many[0]], many[1], 3)
case("crowds_only", [[(t[0], t[1], 1, t[3]) for t in some] for some in many[0]], many[1], 3)
edge = [[(0, [0.0, 0.0, 32.0, 32.0], 0, 1024.0), (0, [50.0, 50.0, 146.0, 146.0], 0, 9216.0), (1, [5.0, 5.0, 5.0, 9.0], 0, 0.0)]]
case("edges_of_areas", edge, [[(0, 0.5, [0.0, 0.0, 32.0, 32.0]), (0, 0.5, [50.0, 50.0, 146.0, 146.0]),
                              (0, 0.75, [200.0, 200.0, 232.0, 232.0]), (1, 0.25, [5.0, 5.0, 5.0, 9.0])]], 2)

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), mtime=0))
