"""Reference values of library functions, computed apart from them, as files of ../resources/reference/call.

Needs mpmath 1.3, numpy 2 and scipy 1.17 (Debian: python3-mpmath, python3-numpy, python3-scipy); run it in this folder. A line is
`call;value` or, for a container, `call;[values in storage order]`: matrices by columns. Numbers with a decimal point in a call are
differentiated by the test, others are not.
"""

import itertools
import math
import os

import mpmath as mp
import numpy as np
import scipy.linalg as la

mp.mp.dps = 40
OUT = "../resources/reference/call/"
rng = np.random.default_rng(20240229)


class Lit(str):
    """A literal of the language with the value beside it."""

    def __new__(cls, text, value):
        self = str.__new__(cls, text)
        self.value = value
        return self


def num(x):
    if isinstance(x, (bool, int, np.integer)):
        return Lit(str(int(x)), int(x))
    if x == 0:
        return Lit("0", 0.0)
    t = repr(float(x))
    if "inf" in t:
        t = ("negative" if t[0] == "-" else "positive") + "_infinity()"
    return Lit(t, float(x))


def fixed(x):
    """A number that is not differentiated: near an end of the domain, or where the derivative is too large for differences."""
    digits = repr(float(x)).replace("-", "").replace(".", "").strip("0")
    place = len(repr(float(x)).split(".")[1])
    return Lit(f"{'-' if x < 0 else ''}{digits}e-{place}", float(x))


def vec(x):
    return Lit("[" + ", ".join(v if isinstance(v, Lit) else num(v) for v in x) + "]'", np.array([val(v) for v in x], float))


def row(x):
    return Lit("[" + ", ".join(num(v) for v in x) + "]", np.array(x, float))


def arr(x):
    return Lit("{" + ", ".join(num(v) for v in x) + "}", np.array(x))


def mat(x):
    x = np.array(x, float)
    return Lit("[" + ", ".join("[" + ", ".join(num(v) for v in r) + "]" for r in x) + "]", x)


def vecs(x):
    return Lit("{" + ", ".join(vec(v) for v in x) + "}", np.array(x, float))


def spd(n):
    """A positive definite matrix that stays symmetric when its parts move."""
    a = np.round(rng.normal(size=(n, n)), 2)
    return Lit("add_diag(tcrossprod(" + mat(a) + "), 1.5)", a @ a.T + 1.5 * np.eye(n))


def sym(n):
    a = np.round(rng.normal(size=(n, n)), 2)
    return Lit("symmetrize_from_lower_tri(" + mat(a) + ")", np.tril(a) + np.tril(a, -1).T)


def gen(m, n=None):
    return mat(np.round(rng.normal(size=(m, n or m)), 2) + (np.eye(m) if n in (None, m) else 0))


def low(n, m=None):
    return mat(np.tril(np.round(rng.normal(size=(m or n, n)), 2)) + 2 * np.eye(m or n, n))


def val(a):
    return a.value if isinstance(a, Lit) else a


def text(v):
    if v == mp.inf or v == -mp.inf:
        return "inf" if v > 0 else "-inf"
    if v != v:
        return "nan"
    return repr(float(v))


files = {}


def put(name, args, value, call=None):
    args = [a if isinstance(a, Lit) else num(a) for a in args]
    call = call or f"{name}({', '.join(args)})"
    if isinstance(value, np.ndarray) and value.ndim > 0:
        order = "F" if value.ndim == 2 else "C"
        value = "[" + " ".join(text(v) for v in value.flatten(order)) + "]"
    else:
        value = text(value)
    files.setdefault(name, []).append(f"{call};{value}")


def scalar(name, f, *points):
    """Values of a function of scalars at points; every float in the call is differentiated."""
    for p in points:
        p = p if isinstance(p, tuple) else (p,)
        put(name, p, f(*[mp.mpf(val(x)) if isinstance(val(x), float) else val(x) for x in p]))


def lifted(name, f, xs):
    """A function of one scalar over a vector and over an array of arrays."""
    put(name, [vec(xs)], np.array([float(f(mp.mpf(val(x)))) for x in xs]))


def each(name, f, *cases):
    for c in cases:
        put(name, list(c), f(*[val(a) for a in c]))


exec(open("function_cases.py").read())

os.makedirs(OUT, exist_ok=True)
for name, lines in files.items():
    with open(OUT + name + ".csv", "w") as out:
        out.write("# mpmath 1.3.0 with 40 digits, numpy 2.4.6, scipy 1.17.1: src/test/python/function_reference.py\n")
        out.write("\n".join(lines) + "\n")
