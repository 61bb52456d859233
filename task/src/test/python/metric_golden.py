"""Writes metric_golden.txt: small inputs and what scikit-learn says about them.

ECE and the largest gap of a bin are torchmetrics' (15 bins of equal width).

Run: python task/src/test/python/metric_golden.py   (numpy, scikit-learn, torch, torchmetrics)
"""

import pathlib
import warnings

import numpy as np
import torch
from scipy.stats import binomtest
from torchmetrics.functional import classification as tm
from sklearn import metrics as m

warnings.filterwarnings("ignore")
OUT = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/task/classify/metric_golden.txt"
lines = []


def write(name, p, y, values, rows, confusion=None, intervals=None):
    lines.append(f"case {name}")
    for row, truth in zip(p, y):
        truths = [truth] if np.isscalar(truth) else np.flatnonzero(truth)
        lines.append("example " + " ".join(str(v) for v in row) + " | " + " ".join(str(t) for t in truths))
    for key, value in values.items():
        lines.append(f"value {key} {float(value)!r}")
    for row in rows:
        lines.append("row " + " ".join(repr(float(v)) for v in row))
    for row in [] if confusion is None else confusion:
        lines.append("confusion " + " ".join(str(v) for v in row))
    for key, (low, high) in (intervals or {}).items():
        lines.append(f"interval {key} {float(low)!r} {float(high)!r}")
    lines.append("end")


def averages(y, answers, labels):
    values = {}
    for kind in ("macro", "weighted"):
        p, r, f, _ = m.precision_recall_fscore_support(y, answers, average=kind, zero_division=0)
        values |= {f"precision_{kind}": p, f"recall_{kind}": r, f"f1_{kind}": f}
    p, r, f, s = m.precision_recall_fscore_support(y, answers, labels=labels, zero_division=0)
    return values, p, r, f, s


def auroc(y, p):
    return m.roc_auc_score(y, p) if 0 < y.sum() < len(y) else np.nan


def ap(y, p):
    return m.average_precision_score(y, p) if y.sum() else np.nan


def rank(onehot, p):
    k = p.shape[1]
    return [auroc(onehot[:, c], p[:, c]) for c in range(k)], [ap(onehot[:, c], p[:, c]) for c in range(k)]


def edges(q):
    """torchmetrics puts a probability of exactly 1 into a bin of its own; we into the last."""
    return torch.tensor(np.where(q >= 1, 1 - 1e-6, q), dtype=torch.float64)


def sureness(q, right, confidence, whole, brier):
    """q[n] probabilities of single answers, right[n]; confidence and whole: of whole examples."""
    order = np.argsort(q, kind="stable")
    parts = [i for i in np.array_split(order, 15) if len(i)]
    values = {
        "ece": tm.binary_calibration_error(edges(q), torch.tensor(right).int(), 15, "l1"),
        "mce": tm.binary_calibration_error(edges(q), torch.tensor(right).int(), 15, "max"),
        "ece_adaptive": sum(abs(q[i].mean() - right[i].mean()) * len(i) for i in parts) / len(q),
        "brier": brier,
    }
    for target in (95, 99):
        shares = [np.mean(confidence >= t) for t in np.unique(confidence)
                  if whole[confidence >= t].mean() >= target / 100]
        values[f"coverage_at_{target}"] = max(shares, default=0)
    return values


def bootstrap(n, measures, draws=4000):
    rng = np.random.default_rng(5)
    found = {name: [] for name in measures}
    for _ in range(draws):
        index = rng.integers(0, n, n)
        for name, measure in measures.items():
            found[name].append(measure(index))
    return {name: np.percentile(v, [2.5, 97.5]) for name, v in found.items()}


def one_of(name, p, y, intervals=False):
    p = p.astype(np.float32)
    n, k = p.shape
    labels = list(range(k))
    answers = p.argmax(1)
    onehot = np.eye(k, dtype=int)[y]
    values, pr, re, f1, support = averages(y, answers, labels)
    values["top1"] = m.accuracy_score(y, answers)
    values["balanced_accuracy"] = m.balanced_accuracy_score(y, answers)
    counts = np.bincount(y, minlength=k)
    rare = np.where(counts > 0, counts, n + 1).argmin()
    uneven = counts.max() >= 3 * counts[rare]
    if uneven:
        values["recall_rare"] = m.recall_score(y, answers, labels=[rare], average="macro")
    if k > 5:  # scikit-learn prefers the last of equal scores; reversed columns prefer the first
        values["top5"] = m.top_k_accuracy_score(k - 1 - y, p[:, ::-1], k=5, labels=labels)
    values["loss"] = m.log_loss(y, p, labels=labels)
    d = p.astype(np.float64)
    values |= sureness(d.max(1), answers == y, d.max(1), answers == y, ((d - onehot) ** 2).sum(1).mean())
    aurocs, aps = rank(onehot, p)
    if k == 2:
        values["auroc"] = m.roc_auc_score(y, p[:, 1])
    elif len(set(y)) == k:
        values["auroc"] = m.roc_auc_score(y, p.astype(np.float64) / p.astype(np.float64).sum(1, keepdims=True), multi_class="ovr") \
            if "ties" not in name else np.mean(aurocs)
    elif not np.isnan(aurocs).all():
        values["auroc"] = np.nanmean(aurocs)
    rows = list(zip(pr, re, f1, support, aurocs, aps))
    found = bootstrap(n, {
        "top1": lambda i: m.accuracy_score(y[i], answers[i]),
        "balanced_accuracy": lambda i: m.balanced_accuracy_score(y[i], answers[i]),
        "f1_macro": lambda i: m.f1_score(y[i], answers[i], average="macro", zero_division=0),
        "auroc": lambda i: np.nanmean(rank(onehot[i], p[i])[0]),
    }) if intervals else None
    if intervals and uneven:
        hits = int((answers[y == rare] == rare).sum())
        found["recall_rare"] = binomtest(hits, int(counts[rare])).proportion_ci(method="wilson")
    write(name, p, y, values, rows, m.confusion_matrix(y, answers, labels=labels), found)


def any_of(name, p, y, intervals=False):
    p = p.astype(np.float32)
    n, k = p.shape
    answers = (p >= 0.5).astype(int)
    values, pr, re, f1, support = averages(y, answers, list(range(k)))
    aurocs, aps = rank(y, p)
    present = np.flatnonzero(y.sum(0))
    values["map"] = m.average_precision_score(y[:, present], p[:, present])
    values["auroc"] = np.nanmean(aurocs)
    d = p.astype(np.float64)
    values |= sureness(d.ravel(), y.ravel() == 1, np.maximum(d, 1 - d).min(1), (answers == y).all(1),
                       ((d - y) ** 2).mean())
    values["exact_match"] = m.accuracy_score(y, answers)
    values["loss"] = np.mean([m.log_loss(y[:, c], p[:, c].astype(np.float64), labels=[0, 1]) for c in range(k)])
    found = bootstrap(n, {
        "map": lambda i: np.nanmean(rank(y[i], p[i])[1]),
        "auroc": lambda i: np.nanmean(rank(y[i], p[i])[0]),
        "f1_macro": lambda i: m.f1_score(y[i], answers[i], average="macro", zero_division=0),
    }, 2000) if intervals else None
    write(name, p, y, values, list(zip(pr, re, f1, support, aurocs, aps)), None, found)


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def probabilities(rng, y, k, skill):
    z = rng.normal(size=(len(y), k))
    z[np.arange(len(y)), y] += skill
    return softmax(z)


rng = np.random.default_rng(1)
y = rng.integers(0, 4, 120)
one_of("random_4", probabilities(rng, y, 4, 1.0), y)
y = rng.integers(0, 8, 90)
one_of("random_8", probabilities(rng, y, 8, 0.7), y)
y = np.minimum(rng.geometric(0.5, 80) - 1, 5)
one_of("imbalanced_6", probabilities(rng, y, 6, 1.5), y)
y = rng.integers(0, 7, 60)
one_of("ties_7", np.round(probabilities(rng, y, 7, 1.0) * 4) / 4, y)
one_of("ties_all_equal_6", np.full((12, 6), 1 / 6), np.arange(12) % 6)
y = rng.choice([0, 2, 5], 50)
one_of("absent_from_truth_6", probabilities(rng, y, 6, 0.5), y)
y = rng.choice([0, 1], 40)
one_of("absent_from_both_3", np.pad(probabilities(rng, y, 2, 0.5), ((0, 0), (0, 1))), y)
one_of("one_class_only_3", probabilities(rng, np.ones(9, int), 3, 0.5), np.ones(9, int))
y = rng.integers(0, 2, 70)
one_of("binary", probabilities(rng, y, 2, 0.8), y)
y = (rng.random(60) < 0.1).astype(int)
y[0] = 1
one_of("binary_rare_ties", np.round(probabilities(rng, y, 2, 1.2) * 10) / 10, y)
p = np.eye(3)[[0, 1, 2, 0, 1, 2]]
one_of("sure_and_wrong_3", p, np.array([0, 1, 2, 1, 2, 0]))
y = np.minimum(rng.geometric(0.45, 200) - 1, 3)
one_of("interval_4", probabilities(rng, y, 4, 1.2), y, True)

for name, n, k, digits, rate in (("many_random", 80, 5, 9, 0.3), ("many_ties", 60, 4, 1, 0.4), ("many_absent", 40, 6, 3, 0.05)):
    y = (rng.random((n, k)) < rate).astype(int)
    y[:, -1] *= name != "many_absent"
    any_of(name, np.round(np.clip(0.35 * rng.random((n, k)) + 0.3 * y + 0.2 * rng.random((n, k)), 0, 1), digits), y)
y = (rng.random((150, 3)) < [0.5, 0.3, 0.15]).astype(int)
any_of("many_interval", np.clip(0.6 * rng.random(y.shape) + 0.3 * y, 0, 1), y, True)

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text("\n".join(lines) + "\n")
