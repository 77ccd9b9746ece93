"""CPU time of the six ICCs of 100,000 targets by 36 raters: this library over NumPy, pandas, pingouin and R psych.

    OMP_NUM_THREADS=1 python tests/oracles/psychometrics/rater_speed.py

Needs Node, numpy, pandas and scipy; pingouin, and R with psych, where they are there. NumPy and pandas compute mean squares and ICCs
with vectorized operations. R psych fits a mixed model (lme4), in a minute and a half at this size: it is measured on the first 10,000
targets, and so is the library beside it.
"""

import importlib.util
import json
import shutil
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


def cpu(of, given, rounds=9):
    times = []
    for _ in range(rounds):
        start = time.process_time()
        result = of(given)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times), result


rng = np.random.default_rng(20240611)
full = np.clip(np.round(4 + rng.normal(size=(N, 1)) + rng.normal(size=(N, K))), 1, 7)
gaps = full.copy()
gaps[rng.random((N, K)) < 0.005] = np.nan

def ours_on(x):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ratings.f64"
        x.tofile(file)
        return json.loads(subprocess.check_output(["node", str(script), str(file), str(x.shape[0]), str(K)]))


def with_pingouin(long):
    from pingouin import intraclass_corr

    return intraclass_corr(long, targets="target", raters="rater", ratings="rating")["ICC"].to_numpy()


def with_psych(x):
    code = """x <- as.matrix(read.csv(commandArgs(TRUE)[1])); suppressMessages(library(psych))
t <- system.time(r <- ICC(x)$results$ICC); cat(1000 * (t[[1]] + t[[2]]), r[2], r[6])"""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ratings.csv"
        pd.DataFrame(x.astype(int)).to_csv(file, index=False)
        out = subprocess.run(["Rscript", "-e", code, str(file)], capture_output=True, text=True, check=False)
    return [float(part) for part in out.stdout.split()] if out.returncode == 0 else None


for name, x in (("complete", full), ("with gaps", gaps)):
    ours = ours_on(x)
    numpy_ms, expected = cpu(with_numpy, x)
    pandas_ms, _ = cpu(with_pandas, pd.DataFrame(x))
    assert abs(ours["absolute"] - expected[0]) < 1e-9 and abs(ours["consistent"] - expected[1]) < 1e-9
    print(
        f"{name}: {ours['median']:.1f} ms (first call {ours['first']:.1f} ms); "
        f"over numpy {ours['median'] / numpy_ms:.2f}, over pandas {ours['median'] / pandas_ms:.2f}"
    )

ours = ours_on(full)
if importlib.util.find_spec("pingouin"):
    long = pd.DataFrame(full).rename_axis("target").reset_index().melt("target", var_name="rater", value_name="rating")
    pingouin_ms, found = cpu(with_pingouin, long, rounds=3)
    assert abs(ours["absolute"] - found[1]) < 1e-9 and abs(ours["consistent"] - found[5]) < 1e-9
    print(f"complete: over pingouin {ours['median'] / pingouin_ms:.4f}")
if shutil.which("Rscript"):
    small = np.ascontiguousarray(full[:10_000])
    ours, theirs = ours_on(small), with_psych(small)
    if theirs:
        # A mixed model by REML agrees with the analysis of variance up to its optimizer's tolerance.
        assert abs(ours["absolute"] - theirs[1]) < 1e-3 and abs(ours["consistent"] - theirs[2]) < 1e-3
        print(f"10,000 targets: {ours['median']:.1f} ms; over R psych {ours['median'] / theirs[0]:.4f}")
