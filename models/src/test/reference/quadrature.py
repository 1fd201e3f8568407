"""Posterior means and standard deviations by numerical quadrature: an independent check of reference.json.

Everything that has a closed form is integrated out by hand, so that one or two dimensions remain.
Run in the folder of the models module: python3 src/test/reference/quadrature.py [--write]
It prints, for each quantity, quadrature, reference.json and the difference in Monte Carlo standard errors; --write
then replaces what reference.json has for these quantities.
"""
import json
import sys

import numpy as np
from scipy import special, stats


def data(name):
    return json.load(open(f"{name}/data.json"))


def nodes(low, high, n):
    x, w = np.polynomial.legendre.leggauss(n)
    return low + (x + 1) / 2 * (high - low), w * (high - low) / 2


def moments(log_weight, quantities):
    """quantities: name -> (conditional mean, conditional variance) at the nodes."""
    w = np.exp(log_weight - log_weight.max())
    w /= w.sum()
    result = {}
    for name, (mean, variance) in quantities.items():
        m = np.sum(w * mean)
        result[name] = (m, np.sqrt(np.sum(w * (variance + (mean - m) ** 2))))
    return result


def eight_schools():
    d = data("eight_schools")
    y, s = np.array(d["y"], float), np.array(d["sigma"], float)
    # tau = u / (1 - u); mu given tau is normal, theta given both too.
    u, w = nodes(0, 1, 4000)
    tau = u / (1 - u)
    precision = 1 / (s[:, None] ** 2 + tau**2)
    v = 1 / (1 / 25 + precision.sum(0))
    m = v * (precision * y[:, None]).sum(0)
    log_weight = (
        np.log(w) - 2 * np.log1p(-u) + stats.cauchy.logpdf(tau, 0, 5) + 0.5 * np.log(v) + 0.5 * np.log(precision).sum(0)
        - 0.5 * ((precision * y[:, None] ** 2).sum(0) - m**2 / v)
    )
    quantities = {"mu": (m, v), "tau": (tau, 0)}
    centred = dict(quantities)
    for j in range(d["J"]):
        shrink = tau**2 / (tau**2 + s[j] ** 2)
        quantities[f"eta.{j + 1}"] = (
            tau / (tau**2 + s[j] ** 2) * (y[j] - m),
            s[j] ** 2 / (tau**2 + s[j] ** 2) + (tau / (tau**2 + s[j] ** 2)) ** 2 * v,
        )
        theta = (shrink * y[j] + (1 - shrink) * m, shrink * s[j] ** 2 + (1 - shrink) ** 2 * v)
        centred[f"theta.{j + 1}"] = theta
    quantities.update(centred)
    return moments(log_weight, centred), moments(log_weight, quantities)


def beetles():
    d = data("beetles")
    dose, n, r = (np.array(d[k], float) for k in ("dose", "n", "killed"))
    x = dose - dose.mean()
    a, wa = nodes(-0.2, 1.8, 400)
    b, wb = nodes(12, 62, 400)
    A, B = np.meshgrid(a, b, indexing="ij")
    eta = A[..., None] + B[..., None] * x
    log_weight = (
        np.log(wa)[:, None] + np.log(wb) + stats.norm.logpdf(A, 0, 5) + stats.norm.logpdf(B, 0, 50)
        + (r * eta - n * np.logaddexp(0, eta)).sum(-1)
    )
    return moments(log_weight, {"alpha": (A, 0), "beta": (B, 0), "ld50": (dose.mean() - A / B, 0)})


def pumps():
    d = data("pumps")
    x, t = np.array(d["failures"], float), np.array(d["hours"], float)
    a, wa = nodes(np.log(0.02), np.log(12), 400)
    b, wb = nodes(np.log(1e-6), np.log(40), 600)
    A, B = np.meshgrid(np.exp(a), np.exp(b), indexing="ij")
    log_weight = (
        np.log(wa)[:, None] + np.log(wb) + np.log(A) + np.log(B) - A + (0.1 - 1) * np.log(B) - B
        + sum(special.gammaln(A + xi) - special.gammaln(A) + A * np.log(B) - (A + xi) * np.log(B + ti) for xi, ti in zip(x, t))
    )
    quantities = {"alpha": (A, 0), "beta": (B, 0)}
    for i, (xi, ti) in enumerate(zip(x, t)):
        quantities[f"theta.{i + 1}"] = ((A + xi) / (B + ti), (A + xi) / (B + ti) ** 2)
    return moments(log_weight, quantities)


def nile():
    y = np.array(data("nile")["y"], float)
    a, wa = nodes(70, 190, 150)
    b, wb = nodes(1e-6, 160, 300)
    S, L = np.meshgrid(a, b, indexing="ij")
    log_weight = np.log(wa)[:, None] + np.log(wb) - 0.01 * (S + L)
    m, v = np.full_like(S, 1000.0), np.full_like(S, 500.0**2)
    for obs in y:
        total = v + S**2
        log_weight = log_weight - 0.5 * np.log(total) - 0.5 * (obs - m) ** 2 / total
        gain = v / total
        m = m + gain * (obs - m)
        v = (1 - gain) * v + L**2
    return moments(log_weight, {"s_y": (S, 0), "s_level": (L, 0), "level_next": (m, v), "y_next": (m, v + S**2)})


def coal():
    d = data("coal")
    count = np.array(d["count"], float)
    total, T = count.sum(), d["T"]
    # A change at the start of year t gives the first t - 1 years to the early rate; the rates are then gamma.
    years = np.arange(T)
    early = np.concatenate([[0], np.cumsum(count)[:-1]])
    ae, be, al, bl = early + 1, years + 0.5, total - early + 1, T - years + 0.5
    log_weight = special.gammaln(ae) - ae * np.log(be) + special.gammaln(al) - al * np.log(bl)
    return moments(log_weight, {
        "early": (ae / be, ae / be**2),
        "late": (al / bl, al / bl**2),
        "change_year": (d["first_year"] + years, 0),
    })


def banana():
    d = data("banana")
    y, s = d["y"], d["sigma"]
    # a given b is normal.
    b, w = nodes(-8, 8, 2000)
    precision = 1 + 1 / s**2
    log_weight = np.log(w) + stats.norm.logpdf(b) + stats.norm.logpdf(y, b**2, np.sqrt(s**2 + 1))
    return moments(log_weight, {"a": ((y - b**2) / s**2 / precision, 1 / precision), "b": (b, 0)})


def compare(name, exact):
    try:
        reference = json.load(open(f"{name}/reference.json"))["parameters"]
    except FileNotFoundError:
        reference = {}
    for column, (mean, sd) in exact.items():
        line = f"{name:28s}{column:14s}{mean:14.7g}{sd:14.7g}"
        if column in reference:
            r = reference[column]
            z = (r["mean"] - mean) / r["mcse"] if r["mcse"] > 0 else 0
            line += f"{r['mean']:14.7g}{r['sd']:14.7g}{z:8.2f}"
        print(line)


def write(name, exact):
    """Puts the exact values in reference.json; what quadrature does not cover stays as reference.R left it."""
    try:
        reference = json.load(open(f"{name}/reference.json"))
    except FileNotFoundError:
        reference = {"source": "", "parameters": {}}
    source = "mcse 0: numerical quadrature, exact to the digits given (src/test/reference/quadrature.py)"
    before = reference["source"].split("; others: ")[-1]
    for column, (mean, sd) in exact.items():
        reference["parameters"][column] = {"mean": float(f"{mean:.7g}"), "sd": float(f"{sd:.7g}"), "mcse": 0}
    others = any(r["mcse"] > 0 for r in reference["parameters"].values())
    reference["source"] = source + ("; others: " + before if others else "")
    with open(f"{name}/reference.json", "w") as out:
        json.dump(reference, out, indent=2)
        out.write("\n")


centred, noncentred = eight_schools()
exact = {"eight_schools": centred, "eight_schools_noncentered": noncentred}
exact.update({model.__name__: model() for model in (beetles, pumps, nile, coal, banana)})
for name, values in exact.items():
    compare(name, values)
    if "--write" in sys.argv:
        write(name, values)
