"""CPU time of the six ICCs of 100,000 targets by 36 raters: this library over NumPy and pandas, with and without gaps.

    OMP_NUM_THREADS=1 python tests/oracles/psychometrics/rater_speed.py

Needs Node, numpy, pandas and scipy. The peers compute mean squares and ICCs with vectorized operations; pingouin and R psych
fit an analysis of variance with a level for each target and were not measured at this size.
"""

import json
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

N, K = 100_000, 36
script = Path(__file__).parents[3] / "libs/psychometrics/test/speed/raters.ts"


def iccs(bms, jms, ems, n, k):
    wms = (jms * (k - 1) + ems * (n - 1) * (k - 1)) / (n * (k - 1))
    f1, f3 = bms / wms, bms / ems
    p = stats.f.sf([f1, f3], n - 1, [n * (k - 1), (n - 1) * (k - 1)])
    q = stats.f.ppf(0.975, [n - 1, n * (k - 1), n - 1, (n - 1) * (k - 1)], [n * (k - 1), n - 1, (n - 1) * (k - 1), n - 1])
    return (bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n), (bms - ems) / bms, p, q


def with_numpy(x):
    x = x[~np.isnan(x).any(axis=1)]
    n, k = x.shape
    targets, raters, grand = x.mean(1, keepdims=True), x.mean(0, keepdims=True), x.mean()
    ems = ((x - targets - raters + grand) ** 2).sum() / ((n - 1) * (k - 1))
    bms, jms = k * ((targets - grand) ** 2).sum() / (n - 1), n * ((raters - grand) ** 2).sum() / (k - 1)
    return iccs(bms, jms, ems, n, k)


def with_pandas(frame):
    frame = frame.dropna()
    n, k = frame.shape
    targets, raters = frame.mean(axis=1), frame.mean()
    grand = targets.mean()
    ems = (frame.sub(targets, axis=0).sub(raters - grand, axis=1) ** 2).to_numpy().sum() / ((n - 1) * (k - 1))
    bms, jms = k * ((targets - grand) ** 2).sum() / (n - 1), n * ((raters - grand) ** 2).sum() / (k - 1)
    return iccs(bms, jms, ems, n, k)


def cpu(of, given):
    times = []
    for _ in range(9):
        start = time.process_time()
        result = of(given)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times), result


rng = np.random.default_rng(20240611)
full = np.clip(np.round(4 + rng.normal(size=(N, 1)) + rng.normal(size=(N, K))), 1, 7)
gaps = full.copy()
gaps[rng.random((N, K)) < 0.005] = np.nan

for name, x in (("complete", full), ("with gaps", gaps)):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ratings.f64"
        x.tofile(file)
        ours = json.loads(subprocess.check_output(["node", str(script), str(file), str(N), str(K)]))
    numpy_ms, expected = cpu(with_numpy, x)
    pandas_ms, _ = cpu(with_pandas, pd.DataFrame(x))
    assert abs(ours["absolute"] - expected[0]) < 1e-9 and abs(ours["consistent"] - expected[1]) < 1e-9
    print(
        f"{name}: {ours['median']:.1f} ms (first call {ours['first']:.1f} ms); "
        f"over numpy {ours['median'] / numpy_ms:.2f}, over pandas {ours['median'] / pandas_ms:.2f}"
    )
