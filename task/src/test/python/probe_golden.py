"""kNN, logistic regression and out-of-distribution scores by scikit-learn, for ProbeGoldenTest.

    .venv/bin/python task/src/test/python/probe_golden.py

writes task/src/test/resources/dev/fovea/task/probe/probe.txt: lines of a word and numbers. Features
of 60 training and 20 other pictures of three overlapping classes in 5 dimensions, and what
KNeighborsClassifier (cosine distances, votes exp(cosine / T)), LogisticRegression (behind a
StandardScaler), NearestNeighbors, roc_auc_score and roc_curve say of them.
"""

from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, normalize

rng = np.random.default_rng(7)
lines = []


def put(word, numbers):
    lines.append(word + " " + " ".join(f"{float(x):.9g}" for x in np.ravel(numbers)))


def drawn(n, centres):
    y = rng.integers(0, 3, n)
    x = centres[y] + rng.normal(size=(n, 5)) * [1, 2, 0.5, 1, 30]
    return np.round(x, 3).astype(np.float32), y


def main():
    centres = rng.normal(size=(3, 5)) * 1.5
    x, y = drawn(60, centres)
    other, truth = drawn(20, centres)
    strange = np.round(rng.normal(size=(15, 5)) * 4, 3).astype(np.float32)
    strange[:, 4] *= 8
    for word, numbers in (("x", x), ("y", y), ("other", other), ("truth", truth),
                          ("strange", strange)):
        put(word, numbers)
    for k, t in ((5, 0.07), (20, 0.5)):
        knn = KNeighborsClassifier(k, metric="cosine", algorithm="brute",
                                   weights=lambda d, t=t: np.exp((1 - d) / t))
        put(f"knn {k} {t}", knn.fit(x.astype(float), y).predict_proba(other.astype(float)))
    for c in (0.01, 1.0, 100.0):
        probe = make_pipeline(StandardScaler(), LogisticRegression(C=c, tol=1e-10, max_iter=10000))
        put(f"linear {c}", probe.fit(x.astype(float), y).predict_proba(other.astype(float)))
    for k in (1, 3):
        near = NearestNeighbors(n_neighbors=k).fit(normalize(x.astype(float)))
        def far(z):
            return near.kneighbors(normalize(z.astype(float)))[0][:, k - 1]
        familiar, others = far(other), far(strange)
        put(f"familiar {k}", familiar)
        put(f"others {k}", others)
        inside = np.r_[np.ones(len(familiar)), np.zeros(len(others))]
        score = -np.r_[familiar, others]
        fpr, tpr, _ = roc_curve(inside, score, drop_intermediate=False)
        put(f"auroc {k}", roc_auc_score(inside, score))
        put(f"fpr95 {k}", fpr[np.argmax(tpr >= 0.95)])
        put(f"threshold {k}", np.sort(familiar)[int(np.ceil(0.95 * len(familiar))) - 1])
    out = Path(__file__).parents[1] / "resources/dev/fovea/task/probe/probe.txt"
    out.write_text("\n".join(lines) + "\n")


main()
