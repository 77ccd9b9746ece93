"""Standardized change and equivalence from scipy and pingouin, ICCs of ratings with gaps from pingouin.

    python tests/oracles/psychometrics/change.py > libs/psychometrics/test/fixtures/change.json

Needs numpy, pandas, scipy and pingouin.
"""

import json
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd
import pingouin as pg
from scipy import stats
from scipy.optimize import brentq

rng = np.random.default_rng(20240611)


def ends(t, df, level):
    """The noncentralities at which t is the upper and the lower tail, by root finding on scipy's distribution."""
    spread = 5 * np.sqrt(1 + t * t / (2 * df))
    tail = (1 - level) / 2

    def solve(p):
        return brentq(
            lambda nc: stats.nct.cdf(t, df, nc) - p, t - spread, t + spread, xtol=1e-13, rtol=1e-14
        )

    return solve(1 - tail), solve(tail)


def change(name, before, after, margin, level=0.95):
    both = ~(np.isnan(before) | np.isnan(after))
    x, y = before[both], after[both]
    d, n = y - x, int(both.sum())
    dz = d.mean() / d.std(ddof=1)
    lower, upper = (end / np.sqrt(n) for end in ends(dz * np.sqrt(n), n - 1, level))
    dav = d.mean() / ((x.std(ddof=1) + y.std(ddof=1)) / 2)
    tost = pg.tost(y, x, bound=margin, paired=True)
    interval = stats.t.interval(0.9, n - 1, d.mean(), stats.sem(d))
    return {
        "name": name,
        "before": [None if np.isnan(v) else v for v in before.tolist()],
        "after": [None if np.isnan(v) else v for v in after.tolist()],
        "level": level,
        "n": n,
        "dz": dz,
        "lower": lower,
        "upper": upper,
        "dav": dav,
        "margin": margin,
        "tostP": float(tost.iloc[0]["pval" if "pval" in tost.columns else "p_val"]),
        "interval90": [float(v) for v in interval],
    }


def waves(n, shift, spread, gaps=0):
    before = np.round(rng.normal(4, 1, n), 2)
    after = np.round(before + rng.normal(shift, spread, n), 2)
    for column in (before, after):
        column[rng.choice(n, gaps, replace=False)] = np.nan
    return before, after


def ratings(name, n, k, shift, gaps):
    true = rng.normal(0, 1.2, (n, 1))
    x = np.clip(np.round(4 + true + shift * np.arange(k) + rng.normal(0, 1, (n, k))), 1, 7)
    x.flat[rng.choice(n * k, gaps, replace=False)] = np.nan
    long = pd.DataFrame(x).reset_index(names="target").melt("target", var_name="rater", value_name="score")
    complete = long[~long["target"].isin(long.loc[long["score"].isna(), "target"])]
    table = pg.intraclass_corr(complete, "target", "rater", "score")
    p = "pval" if "pval" in table.columns else "p_val"
    return {
        "name": name,
        "ratings": [[None if np.isnan(v) else v for v in row] for row in x.tolist()],
        "n": int((~np.isnan(x).any(axis=1)).sum()),
        "icc": [
            {"type": r["Type"], "value": r["ICC"], "f": r["F"], "df1": int(r["df1"]), "df2": int(r["df2"]), "p": r[p]}
            for r in table.to_dict("records")
        ],
    }


pairs = [
    change("two people", np.array([1.0, 2.0]), np.array([2.0, 5.0]), 1),
    change("three people, large effect", np.array([1.0, 2.0, 3.0]), np.array([3.1, 4.0, 5.2]), 1),
    change("gaps in both waves", *waves(40, 0.4, 0.8, 5), 0.5),
    change("no change", *waves(60, 0.0, 0.5), 0.2),
    change("a decline, at 90 %", *waves(25, -0.9, 0.6), 0.3, 0.9),
    change("effect of fifteen standard deviations", *waves(30, 6.0, 0.4), 7),
    change("a thousand people", *waves(1000, 0.05, 0.7, 30), 0.1),
]
raters = [
    ratings("likert, gaps", 40, 4, 0.3, 12),
    ratings("two raters", 25, 2, 0.0, 0),
    ratings("many raters, strict and lenient", 12, 9, 0.4, 3),
]
source = ", ".join([f"Python {sys.version.split()[0]}"] + [f"{m} {version(m)}" for m in ("scipy", "pingouin")])
print(json.dumps({"source": f"{source}, change.py", "pairs": pairs, "raters": raters}))
