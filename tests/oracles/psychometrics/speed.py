"""CPU time of the library over that of NumPy, pandas and (where Rscript is there) R psych, on data of the same shape.

python speed.py: prints the times in milliseconds and the ratios. Median of three runs after one that warms up.
"""

import json
import pathlib
import shutil
import subprocess
import time

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
SPEED = HERE.parents[2] / "libs" / "psychometrics" / "test" / "speed.ts"
REVERSED = [i % 6 > 3 for i in range(36)]
random = np.random.default_rng(1)


def sheets(rows):
    x = np.floor(1 + random.random((rows, 1)) * 4 + random.random((rows, 36)) * 3)
    x[:, REVERSED] = 8 - x[:, REVERSED]
    x[random.random(x.shape) < 0.02] = np.nan
    return x


def cpu(run):
    times = []
    for _ in range(4):
        before = time.process_time()
        run()
        times.append((time.process_time() - before) * 1000)
    return sorted(times[1:])[1]


def score_numpy(x):
    keyed = x.copy()
    keyed[:, REVERSED] = 8 - keyed[:, REVERSED]
    scores = []
    for start in (0, 1):
        part = keyed[:, start::2]
        gap = np.isnan(part)
        answered = part.shape[1] - gap.sum(axis=1)
        total = np.where(gap, 0, part).sum(axis=1)
        scores.append(np.where(answered >= 15, total / np.maximum(answered, 1), np.nan))
    return scores


def score_pandas(frame):
    keyed = frame.copy()
    columns = keyed.columns[REVERSED]
    keyed[columns] = 8 - keyed[columns]
    scores = []
    for start in (0, 1):
        part = keyed.iloc[:, start::2]
        scores.append(part.mean(axis=1).where(part.count(axis=1) >= 15))
    return scores


def alpha(covariance):
    k = covariance.shape[0]
    return k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())


def key(frame):
    keyed = frame.copy()
    columns = keyed.columns[REVERSED]
    keyed[columns] = 8 - keyed[columns]
    return keyed


million = sheets(1_000_000)
frame = pd.DataFrame(million)
peers = {"score": {"numpy": cpu(lambda: score_numpy(million)), "pandas": cpu(lambda: score_pandas(frame))}}
small = pd.DataFrame(million[:100_000])
del million, frame
peers["alphaListwise"] = {"pandas + numpy": cpu(lambda: alpha(np.cov(key(small).dropna().to_numpy().T)))}
peers["alphaPairwise"] = {"pandas": cpu(lambda: alpha(key(small).cov().to_numpy()))}
if shutil.which("Rscript"):
    small.to_csv("/dev/shm/psychometrics-speed.csv", index=False) if pathlib.Path("/dev/shm").exists() else None
    code = """x <- read.csv('/dev/shm/psychometrics-speed.csv'); r <- (0:35) %% 6 > 3; x[r] <- 8 - x[r]
suppressMessages({library(psych); library(lavaan)})
cpu <- function(f) { t <- system.time(f()); 1000 * (t[[1]] + t[[2]]) }
m <- paste('f =~', paste(names(x), collapse = ' + '))
cat(cpu(function() alpha(na.omit(x), check.keys = FALSE)), cpu(function() cfa(m, x, std.lv = TRUE)))"""
    out = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
    if out.returncode == 0:
        a, o = (float(part) for part in out.stdout.split())
        peers["alphaListwise"]["R psych"] = a
        peers["omega"] = {"R lavaan": o}
    pathlib.Path("/dev/shm/psychometrics-speed.csv").unlink(missing_ok=True)

ours = json.loads(subprocess.check_output(["node", "--conditions=source", str(SPEED)], text=True))
for what, time_of in peers.items():
    for peer, theirs in time_of.items():
        print(f"{what}: {ours[what]:.0f} ms, {peer} {theirs:.0f} ms, ratio {ours[what] / theirs:.2f}")
