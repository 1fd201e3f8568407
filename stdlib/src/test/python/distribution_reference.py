#!/usr/bin/env python3
"""Reference values of distributions, by mpmath at 60 digits: densities, distribution functions and both their logarithms,
far out in the tails too.

    python3 stdlib/src/test/python/distribution_reference.py [NAME ...]

writes stdlib/src/test/resources/reference/distribution/mpmath/NAME.csv, or call/NAME.csv for a function. Made with Python 3 and mpmath 1.3.0. Distribution
functions are closed forms of mpmath's own special functions, or integrals and sums of the density, never the formulas of
the library under test.
"""
import sys
from pathlib import Path

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 60
REFERENCE = Path(__file__).resolve().parent.parent / "resources/reference"
FOLDER = REFERENCE / "distribution/mpmath"
INF = mp.inf
TABLE = {}
CALLS = {}


def value(x):
    """Fifteen digits and a bit, as Java reads them."""
    x = mpf(x)
    if mp.isinf(x):
        return "-inf" if x < 0 else "inf"
    return mp.nstr(x, 17, min_fixed=-5, max_fixed=17)


def number(literal):
    return mpf(float(literal)) if "." in literal else int(literal)


def log(x):
    return -INF if x == 0 else mp.log(x)


def log_of(p, rest):
    return mp.log1p(-rest) if rest < mpf(1) / 4 else log(p)


def rows(name, density, lower, upper, points, kind="df", suffixes=("cdf", "lcdf", "lccdf")):
    """Values of a family at points, each a text of literals with the outcome first."""
    for point in points.strip().split("\n"):
        literals = point.split()
        a = [number(x) for x in literals]
        text = ",".join(literals)
        yield f"{name}_lp{kind},{text},{value(density(*a))}"
        if lower is None:
            continue
        below, above = lower(*a), upper(*a)
        if "cdf" in suffixes:
            yield f"{name}_cdf,{text},{value(below)}"
        if "lcdf" in suffixes:
            yield f"{name}_lcdf,{text},{value(log_of(below, above))}"
        if "lccdf" in suffixes:
            yield f"{name}_lccdf,{text},{value(log_of(above, below))}"


def family(name, *args, **kwargs):
    TABLE[name] = lambda: rows(name, *args, **kwargs)


def betainc(a, b, x0, x1):
    return mp.betainc(a, b, x0, x1, regularized=True)


def gammap(a, x):
    return mp.gammainc(a, 0, x, regularized=True)


def gammaq(a, x):
    return mp.gammainc(a, x, INF, regularized=True)


def phi(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def Phi(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def lbeta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(mpf(a) + b)


def lchoose(n, k):
    return mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)


# --- continuous


def gamma_lpdf(y, a, b):
    return a * mp.log(b) - mp.loggamma(a) + (a - 1) * mp.log(y) - b * y


family(
    "gamma", gamma_lpdf, lambda y, a, b: gammap(a, b * y), lambda y, a, b: gammaq(a, b * y),
    """1.6536 2.732 1.547
    0.001 5.5 1.2
    250.5 3.25 1.5
    0.25 0.001 2.0
    1.0e-8 0.3 1.0
    2000.5 1900.0 1.0
    1800.25 1900.0 1.0
    0.5 0.03125 0.5""")
family(
    "inv_gamma", lambda y, a, b: gamma_lpdf(1 / y, a, b) - 2 * mp.log(y),
    lambda y, a, b: gammaq(a, b / y), lambda y, a, b: gammap(a, b / y),
    """0.7 2.5 1.5
    0.01 2.5 4.0
    3000.5 2.5 4.0""")
family(
    "chi_square", lambda y, nu: gamma_lpdf(y, nu / 2, mpf(1) / 2),
    lambda y, nu: gammap(nu / 2, y / 2), lambda y, nu: gammaq(nu / 2, y / 2),
    """0.5 3.5
    300.25 4.5
    0.001 9.5""")
family(
    "inv_chi_square", lambda y, nu: gamma_lpdf(1 / y, nu / 2, mpf(1) / 2) - 2 * mp.log(y),
    lambda y, nu: gammaq(nu / 2, 1 / (2 * y)), lambda y, nu: gammap(nu / 2, 1 / (2 * y)),
    """0.5 3.5
    0.002 4.5
    800.5 9.5""")
family(
    "scaled_inv_chi_square", lambda y, nu, s: gamma_lpdf(1 / y, nu / 2, nu * s * s / 2) - 2 * mp.log(y),
    lambda y, nu, s: gammaq(nu / 2, nu * s * s / (2 * y)), lambda y, nu, s: gammap(nu / 2, nu * s * s / (2 * y)),
    """0.5 3.5 1.25
    0.01 4.5 1.25
    800.5 9.5 0.5""")


def beta_lpdf(y, a, b):
    return (a - 1) * mp.log(y) + (b - 1) * mp.log(1 - y) - lbeta(a, b)


family(
    "beta", beta_lpdf, lambda y, a, b: betainc(a, b, 0, y), lambda y, a, b: betainc(b, a, 0, 1 - y),
    """0.3 2.5 1.5
    0.001 20.5 3.5
    0.98 2.25 130.5
    0.001 0.01 0.02
    0.5 450.5 470.25
    0.45 450.5 470.25
    0.125 0.5 2.5""")
family(
    "beta_proportion",
    lambda y, m, k: beta_lpdf(y, m * k, k - m * k), lambda y, m, k: betainc(m * k, k - m * k, 0, y),
    lambda y, m, k: betainc(k - m * k, m * k, 0, 1 - y),
    """0.3 0.4 5.5
    0.7 0.25 2.5
    0.001 0.7 20.5
    0.98 0.25 130.5
    0.5 0.5 1.5""", suffixes=("lcdf", "lccdf"))


def student_lpdf(y, nu, mu, s):
    z = (y - mu) / s
    return (mp.loggamma((nu + 1) / 2) - mp.loggamma(nu / 2) - mp.log(nu * mp.pi) / 2 - mp.log(s)
            - (nu + 1) / 2 * mp.log(1 + z * z / nu))


def student_below(z, nu):
    tail = betainc(nu / 2, mpf(1) / 2, 0, nu / (nu + z * z)) / 2
    return tail if z < 0 else 1 - tail


family(
    "student_t", student_lpdf, lambda y, nu, mu, s: student_below((y - mu) / s, nu),
    lambda y, nu, mu, s: student_below((mu - y) / s, nu),
    """0.8 3.5 0.5 1.5
    -0.8 3.5 0.5 1.5
    -250.5 4.5 0.5 1.5
    90.5 30.5 0.5 1.5
    0.51 0.7 0.5 1.25
    -3.5 200.5 0.5 1.25""")


def skew_normal_tail(z, alpha):
    """From minus infinity to z, by the double exponential rule x = exp(t - exp(-t))."""
    if z > 0:
        return 1 - skew_normal_tail(-z, -alpha)
    scale = 1 / (1 - z * (1 + alpha * alpha))
    h = mpf(1) / 32
    total = mpf(0)
    for k in range(-5 * 32, 7 * 32):
        t = k * h
        u = scale * mp.exp(t - mp.exp(-t))
        total += u * (1 + mp.exp(-t)) * phi(z - u) * Phi(alpha * (z - u))
    return 2 * h * total


family(
    "skew_normal",
    lambda y, xi, w, a: mp.log(2 * phi((y - xi) / w) * Phi(a * (y - xi) / w) / w),
    lambda y, xi, w, a: skew_normal_tail((y - xi) / w, a), lambda y, xi, w, a: skew_normal_tail((xi - y) / w, -a),
    """0.7 0.25 1.5 2.5
    -2.75 0.25 1.5 2.5
    -6.75 0.25 1.5 4.5
    9.75 0.25 1.5 2.5
    12.75 0.25 1.5 -3.5
    -8.75 0.25 1.5 -3.5
    0.25 0.25 1.5 -0.5
    0.5 0.25 1.5 0.0""")


def emg_above(y, mu, s, l):
    z, v = (y - mu) / s, l * s
    return Phi(-z) + mp.exp(v * v / 2 - v * z) * Phi(z - v)


def emg_below(y, mu, s, l):
    z, v = (y - mu) / s, l * s
    return Phi(z) - mp.exp(v * v / 2 - v * z) * Phi(z - v)


family(
    "exp_mod_normal",
    lambda y, mu, s, l: mp.log(l) + l * (mu - y) + l * l * s * s / 2 + mp.log(Phi((y - mu) / s - l * s)),
    emg_below, emg_above,
    """0.7 0.25 1.5 0.75
    -9.75 0.25 1.5 0.75
    60.5 0.25 1.5 0.75
    -0.75 0.25 0.5 3.5
    4.5 0.25 0.5 12.5""")


def von_mises(low, high, mu, k):
    f = lambda t: mp.exp(k * mp.cos(t - mu))
    inner = sorted({low, high} | {x for x in [mu + n * mp.pi / 8 for n in range(-64, 65)] if low < x < high})
    return mp.quad(f, inner) / (2 * mp.pi * mp.besseli(0, k)) if high > low else mpf(0)


family(
    "von_mises", lambda y, mu, k: k * mp.cos(y - mu) - mp.log(2 * mp.pi * mp.besseli(0, k)),
    lambda y, mu, k: von_mises(-mp.pi, y, mu, k), lambda y, mu, k: von_mises(y, mp.pi, mu, k),
    """0.7 0.25 1.5
    -2.75 0.25 30.5
    2.5 -0.5 80.25
    0.5 2.75 4.5
    -3.0 2.75 4.5
    1.5 14.25 0.5
    3.0 -7.5 2.5
    0.26 0.25 500.5""")


def logistic(x):
    return 1 / (1 + mp.exp(-x))


family(
    "loglogistic",
    lambda y, a, b: mp.log(b / a) + (b - 1) * mp.log(y / a) - 2 * mp.log(1 + (y / a) ** b),
    lambda y, a, b: logistic(b * mp.log(y / a)), lambda y, a, b: logistic(-b * mp.log(y / a)),
    """0.7 1.25 2.5
    3.5 1.25 1.75
    0.001 1.25 3.5
    900.5 1.25 0.5""", suffixes=("cdf",))


def laplace(y, mu, s, t):
    z = 2 * (y - mu) / s
    return mp.log(2 * t * (1 - t) / s) + ((1 - t) * z if z < 0 else -t * z)


family(
    "skew_double_exponential", laplace,
    lambda y, mu, s, t: mp.quad(lambda x: mp.exp(laplace(x, mu, s, t)), sorted({-INF, min(y, mu), y})),
    lambda y, mu, s, t: mp.quad(lambda x: mp.exp(laplace(x, mu, s, t)), sorted({y, max(y, mu), INF})),
    """0.7 0.25 1.5 0.3
    -1.75 0.25 1.5 0.3
    4.5 0.25 1.25 0.8
    -60.5 0.25 1.25 0.8
    75.5 0.25 1.5 0.3""")


def gumbel_below(y, mu, b):
    return mp.exp(-mp.exp((mu - y) / b))


def simple(name, density, below, above, points):
    family(name, density, below, above, points)


simple(
    "normal", lambda y, m, s: mp.log(phi((y - m) / s) / s), lambda y, m, s: Phi((y - m) / s),
    lambda y, m, s: Phi((m - y) / s),
    """0.7 0.25 1.5
    -60.5 0.25 1.5
    70.5 0.25 1.5""")
simple(
    "std_normal", lambda y: mp.log(phi(y)), lambda y: Phi(y), lambda y: Phi(-y),
    """0.7
    -30.5
    35.5""")
simple(
    "lognormal", lambda y, m, s: mp.log(phi((mp.log(y) - m) / s) / (s * y)), lambda y, m, s: Phi((mp.log(y) - m) / s),
    lambda y, m, s: Phi((m - mp.log(y)) / s),
    """0.7 0.25 1.5
    1.0e-9 0.25 0.5
    1000000.5 0.25 0.5""")
simple(
    "cauchy", lambda y, m, s: -mp.log(mp.pi * s * (1 + ((y - m) / s) ** 2)),
    lambda y, m, s: mp.atan2(1, (m - y) / s) / mp.pi, lambda y, m, s: mp.atan2(1, (y - m) / s) / mp.pi,
    """0.7 0.25 1.5
    -60000.5 0.25 1.5
    700000.5 0.25 1.5""")
simple(
    "double_exponential", lambda y, m, s: -abs(y - m) / s - mp.log(2 * s),
    lambda y, m, s: mp.exp((y - m) / s) / 2 if y < m else 1 - mp.exp((m - y) / s) / 2,
    lambda y, m, s: 1 - mp.exp((y - m) / s) / 2 if y < m else mp.exp((m - y) / s) / 2,
    """0.7 0.25 1.5
    -60.5 0.25 1.5
    70.5 0.25 1.5""")
simple(
    "logistic", lambda y, m, s: (m - y) / s - mp.log(s) - 2 * mp.log(1 + mp.exp((m - y) / s)),
    lambda y, m, s: logistic((y - m) / s), lambda y, m, s: logistic((m - y) / s),
    """0.7 0.25 1.5
    -60.5 0.25 1.5
    70.5 0.25 1.5""")
simple(
    "gumbel", lambda y, m, b: (m - y) / b - mp.exp((m - y) / b) - mp.log(b), gumbel_below,
    lambda y, m, b: -mp.expm1(-mp.exp((m - y) / b)),
    """0.7 0.25 1.5
    -6.5 0.25 1.5
    70.5 0.25 1.5""")
simple(
    "exponential", lambda y, b: mp.log(b) - b * y, lambda y, b: -mp.expm1(-b * y), lambda y, b: mp.exp(-b * y),
    """0.7 0.25
    1.0e-9 0.25
    70.5 1.25""")
simple(
    "frechet", lambda y, a, s: mp.log(a / s) - (a + 1) * mp.log(y / s) - (y / s) ** -a,
    lambda y, a, s: mp.exp(-((y / s) ** -a)), lambda y, a, s: -mp.expm1(-((y / s) ** -a)),
    """0.7 2.25 1.5
    0.1 2.25 1.5
    70000.5 2.25 1.5""")
simple(
    "weibull", lambda y, a, s: mp.log(a / s) + (a - 1) * mp.log(y / s) - (y / s) ** a,
    lambda y, a, s: -mp.expm1(-((y / s) ** a)), lambda y, a, s: mp.exp(-((y / s) ** a)),
    """0.7 2.25 1.5
    1.0e-6 2.25 1.5
    20.5 2.25 1.5""")
simple(
    "rayleigh", lambda y, s: mp.log(y / s / s) - (y / s) ** 2 / 2,
    lambda y, s: -mp.expm1(-((y / s) ** 2) / 2), lambda y, s: mp.exp(-((y / s) ** 2) / 2),
    """0.7 1.5
    1.0e-6 1.5
    40.5 1.5""")
simple(
    "pareto", lambda y, m, a: mp.log(a / y) + a * mp.log(m / y), lambda y, m, a: 1 - (m / y) ** a,
    lambda y, m, a: (m / y) ** a,
    """2.5 1.5 2.25
    1.625 1.5 2.25
    90000.5 1.5 2.25""")
simple(
    "pareto_type_2", lambda y, m, l, a: mp.log(a / l) - (a + 1) * mp.log(1 + (y - m) / l),
    lambda y, m, l, a: 1 - (1 + (y - m) / l) ** -a, lambda y, m, l, a: (1 + (y - m) / l) ** -a,
    """2.5 0.5 1.5 2.25
    0.625 0.5 1.5 2.25
    90000.5 0.5 1.5 2.25""")
simple(
    "uniform", lambda y, a, b: -mp.log(b - a), lambda y, a, b: (y - a) / (b - a), lambda y, a, b: (b - y) / (b - a),
    """0.7 0.25 1.5
    0.375 0.25 1.5
    1.375 0.25 1.5""")


# --- discrete


def discrete(name, mass, first, last, points, suffixes=("cdf", "lcdf", "lccdf")):
    """By sums of masses."""

    def lower(n, *a):
        return mp.fsum(mp.exp(mass(k, *a)) for k in range(first, n + 1))

    def upper(n, *a):
        end = last(*a)
        if end is not None:
            return mp.fsum(mp.exp(mass(k, *a)) for k in range(n + 1, end + 1))
        return 1 - lower(n, *a)

    family(name, mass, lower, upper, points, kind="mf", suffixes=suffixes)


discrete(
    "poisson", lambda n, l: n * mp.log(l) - l - mp.loggamma(n + 1), 0, lambda l: None,
    """3 2.5
    0 2.5
    40 2.5
    30 90.5""")
discrete(
    "binomial", lambda n, N, p: lchoose(N, n) + n * mp.log(p) + (N - n) * mp.log(1 - p), 0, lambda N, p: N,
    """3 10 0.25
    0 12 0.25
    95 100 0.25
    3 100 0.75
    99 100 0.01""")
discrete(
    "bernoulli", lambda n, p: mp.log(p) if n else mp.log(1 - p), 0, lambda p: 1,
    """0 0.25
    1 0.25""")


def neg_binomial(n, a, b):
    return lchoose(n + a - 1, n) + a * mp.log(b / (1 + b)) - n * mp.log(1 + b)


discrete(
    "neg_binomial", neg_binomial, 0, lambda a, b: None,
    """3 2.5 1.25
    0 2.5 0.01
    60 2.5 1.25
    30 400.5 1.25
    5 3.5 100000.5""")
discrete(
    "neg_binomial_2", lambda n, mu, p: neg_binomial(n, p, p / mu), 0, lambda mu, p: None,
    """3 2.5 1.25
    0 2.5 0.01
    60 2.5 1.25
    30 400.5 100.25
    5 3.5 100000.5""")
discrete(
    "beta_binomial", lambda n, N, a, b: lchoose(N, n) + lbeta(n + a, N - n + b) - lbeta(a, b), 0, lambda N, a, b: N,
    """3 10 1.25 2.5
    0 12 30.5 2.5
    95 100 2.5 30.5
    3 100 40.5 2.5
    50 100 0.25 0.5
    10 10 1.5 2.5""")


def beta_neg_binomial(n, r, a, b):
    return lbeta(n + r, a + b) - lbeta(r, a) + mp.loggamma(n + b) - mp.loggamma(n + 1) - mp.loggamma(b)


discrete(
    "beta_neg_binomial", beta_neg_binomial, 0, lambda r, a, b: None,
    """3 2.5 3.25 1.5
    60 2.5 3.25 1.5
    900 2.5 4.25 1.5
    0 2.5 0.75 1.5
    30 20.5 3.25 40.5
    2000 20.5 6.25 40.5
    12 0.25 1.25 40.5""")
discrete(
    "yule_simon", lambda n, a: mp.log(a) + lbeta(n, a + 1), 1, lambda a: None,
    """3 2.5
    1 3.5
    500 3.5
    1 0.75
    40 0.25""")
discrete(
    "discrete_range", lambda n, a, b: -mp.log(mpf(b) - a + 1), 0, lambda a, b: b,
    """3 0 9
    0 0 9
    9 0 9""")


# --- containers, as literals of the language


def literal(x):
    if isinstance(x, str):
        return x
    if isinstance(x, mp.matrix):
        if x.cols == 1:
            return "[" + ", ".join(literal(v) for v in x) + "]'"
        return "[" + ", ".join("[" + ", ".join(literal(x[i, j]) for j in range(x.cols)) + "]" for i in range(x.rows)) + "]"
    if isinstance(x, list):
        return "{" + ", ".join(map(str, x)) + "}" if all(isinstance(v, int) for v in x) else "[" + ", ".join(map(literal, x)) + "]"
    if isinstance(x, int):
        return str(x)
    text = repr(float(x))
    return text if "." in text else text + ".0"


def row(function, *arguments):
    *inputs, result = arguments
    texts = [literal(x) for x in inputs]
    return ",".join([function] + ['"' + t + '"' if "," in t else t for t in texts] + [value(result)])


def table(name):
    def register(make):
        TABLE[name] = make
        return make

    return register


def vector(*x):
    return mp.matrix([mpf(v) for v in x])


def matrix(*rows):
    return mp.matrix([[mpf(v) for v in r] for r in rows])


def row_vector(x):
    return [v for v in x]


X = matrix([0.5, -0.25, 1.5], [-1.25, 0.75, 0.5], [0.25, 2.5, -0.75], [1.75, -1.5, 0.125])
BETA = vector(0.75, -0.5, 1.25)
ALPHA = vector(0.5, -1.25, 0.25, 1.5)
COV = matrix([2.5, 0.75, -0.5], [0.75, 1.5, 0.25], [-0.5, 0.25, 3.0])
CHOL = matrix([1.5, 0.0, 0.0], [0.25, 0.75, 0.0], [-0.5, 1.25, 2.0])
CHOL2 = matrix([0.75, 0.0, 0.0], [-0.5, 1.25, 0.0], [0.25, 0.5, 1.75])


def dot(x, y):
    return mp.fsum(a * b for a, b in zip(x, y))


def forms(function, outcomes, term, extras=((),)):
    """Every form of a generalised linear model: x a matrix or a row_vector, alpha and the rest one for all or one each."""
    for outcome in outcomes:
        for x in ("matrix", "row"):
            if x == "row" and not isinstance(outcome[0], (list, mp.matrix)):
                continue
            for alpha in (ALPHA, mpf(0.375)):
                for extra in extras:
                    total = mpf(0)
                    for i in range(4):
                        eta = dot(X[i, :] if x == "matrix" else X[1, :], BETA) + (alpha[i] if alpha is ALPHA else alpha)
                        pick = lambda v: v[i] if isinstance(v, (list, mp.matrix)) else v
                        total += term(*map(pick, outcome), eta, *map(pick, extra))
                    given = X if x == "matrix" else row_vector(X[1, :])
                    yield row(function, *outcome, given, alpha, BETA, *extra, total)


@table("bernoulli_logit_glm")
def _():
    term = lambda y, eta: -mp.log(1 + mp.exp(-eta if y else eta))
    return forms("bernoulli_logit_glm_lpmf", [([1, 0, 1, 1],), (1,), (0,)], term)


@table("bernoulli_logit")
def _():
    yield row("bernoulli_logit_lpmf", 1, mpf(0.75), -mp.log(1 + mp.exp(mpf(-0.75))))
    yield row("bernoulli_logit_lpmf", 0, mpf(19.5), -mp.log(1 + mp.exp(mpf(19.5))))
    # beyond a margin of 20 Stan's asymptotes, which differ from the logarithm by 1e-9 relative
    yield row("bernoulli_logit_lpmf", 1, mpf(20.5), -mp.exp(mpf(-20.5)))
    yield row("bernoulli_logit_lpmf", 0, mpf(-35.5), -mp.exp(mpf(-35.5)))
    yield row("bernoulli_logit_lpmf", 0, mpf(20.5), mpf(-20.5))
    yield row("bernoulli_logit_lpmf", 1, mpf(-700.5), mpf(-700.5))


@table("binomial_logit_glm")
def _():
    term = lambda n, N, eta: lchoose(N, n) - n * mp.log(1 + mp.exp(-eta)) - (N - n) * mp.log(1 + mp.exp(eta))
    outcomes = [([1, 0, 3, 7], [2, 4, 3, 9]), (2, 5), ([1, 0, 3, 2], 6), (2, [2, 4, 3, 9])]
    return forms("binomial_logit_glm_lpmf", outcomes, term)


@table("poisson_log_glm")
def _():
    term = lambda n, eta: n * eta - mp.exp(eta) - mp.loggamma(n + 1)
    return forms("poisson_log_glm_lpmf", [([1, 0, 3, 7],), (2,)], term)


@table("neg_binomial_2_log_glm")
def _():
    term = lambda n, eta, phi_: neg_binomial(n, phi_, phi_ / mp.exp(eta))
    extras = ((mpf(2.75),), (vector(0.5, 1.25, 8.5, 2.5),))
    return forms("neg_binomial_2_log_glm_lpmf", [([1, 0, 3, 7],), (2,)], term, extras)


@table("normal_id_glm")
def _():
    term = lambda y, eta, s: mp.log(phi((y - eta) / s) / s)
    extras = ((mpf(2.75),), (vector(0.5, 1.25, 8.5, 2.5),))
    return forms("normal_id_glm_lpdf", [(vector(0.5, -1.25, 2.5, 0.0),), (mpf(1.75),)], term, extras)


@table("categorical_logit_glm")
def _():
    beta = matrix([0.5, -0.75], [1.25, 0.25], [-0.5, 1.5])
    alpha = vector(0.25, -0.5)
    for y in ([2, 1, 1, 2], 2):
        for x in (X, X[1, :]):
            total = mpf(0)
            single = x.rows == 1
            for i in range(1 if single and isinstance(y, int) else 4):
                eta = [alpha[k] + dot(x[0 if single else i, :], beta[:, k]) for k in range(2)]
                k = (y if isinstance(y, int) else y[i]) - 1
                total += eta[k] - mp.log(mp.fsum(map(mp.exp, eta)))
            yield row("categorical_logit_glm_lpmf", y, row_vector(x) if single else x, alpha, beta, total)


@table("ordered_logistic_glm")
def _():
    c = vector(-0.75, 0.5, 1.75)
    for y in ([2, 1, 4, 3], 2):
        for x in (X, X[1, :]):
            total = mpf(0)
            single = x.rows == 1
            for i in range(1 if single and isinstance(y, int) else 4):
                eta = dot(x[0 if single else i, :], BETA)
                k = y if isinstance(y, int) else y[i]
                below = logistic(eta - c[k - 2]) if k > 1 else mpf(1)
                above = logistic(eta - c[k - 1]) if k < 4 else mpf(0)
                total += mp.log(below - above)
            yield row("ordered_logistic_glm_lpmf", y, row_vector(x) if single else x, BETA, c, total)


@table("dirichlet_multinomial")
def _():
    for n, alpha in (([3, 0, 2], vector(0.5, 1.25, 2.5)), ([0, 0, 0], vector(0.5, 1.25, 2.5)), ([40, 7], vector(12.5, 0.75))):
        total, mass = sum(n), mp.fsum(alpha)
        result = mp.loggamma(mass) + mp.loggamma(total + 1) - mp.loggamma(mass + total)
        result += mp.fsum(mp.loggamma(k + a) - mp.loggamma(a) - mp.loggamma(k + 1) for k, a in zip(n, alpha))
        yield row("dirichlet_multinomial_lpmf", n, alpha, result)


def gaussian(z, covariance):
    quadratic = (z.T * mp.lu_solve(covariance, z))[0]
    return -(quadratic + mp.log(mp.det(covariance)) + len(z) * mp.log(2 * mp.pi)) / 2


@table("multi_gp")
def _():
    y, w = matrix([0.5, -1.25, 2.5], [1.5, 0.75, -0.25]), vector(0.75, 2.5)
    yield row("multi_gp_lpdf", y, COV, w, mp.fsum(gaussian(y[i, :].T, COV / w[i]) for i in range(2)))


@table("multi_gp_cholesky")
def _():
    y, w = matrix([0.5, -1.25, 2.5], [1.5, 0.75, -0.25]), vector(0.75, 2.5)
    total = mp.fsum(gaussian(y[i, :].T, CHOL * CHOL.T / w[i]) for i in range(2))
    yield row("multi_gp_cholesky_lpdf", y, CHOL, w, total)


@table("multi_student_t_cholesky")
def _():
    y, mu, nu = vector(0.5, -1.25, 2.5), vector(1.5, 0.75, -0.25), mpf(3.5)
    scale = CHOL * CHOL.T
    # a normal whose precision is scaled by a gamma variable, integrated
    f = lambda g: mp.exp(gaussian(y - mu, scale / g) + gamma_lpdf(g, nu / 2, nu / 2))
    yield row("multi_student_t_cholesky_lpdf", y, nu, mu, CHOL, mp.log(mp.quad(f, [0, 0.25, 1, 4, 16, 100])))


def lmgamma(n, x):
    return n * (n - 1) * mp.log(mp.pi) / 4 + mp.fsum(mp.loggamma(x - mpf(i) / 2) for i in range(n))


def trace(m):
    return mp.fsum(m[i, i] for i in range(m.rows))


def jacobian(L):
    """Of L L', R. J. Muirhead (2005), theorem 2.1.9."""
    n = L.rows
    return n * mp.log(2) + mp.fsum((n - i) * mp.log(L[i, i]) for i in range(n))


@table("wishart_cholesky")
def _():
    for nu in (mpf(4.5), mpf(2.25)):
        W, S, n = CHOL * CHOL.T, CHOL2 * CHOL2.T, 3
        density = (nu - n - 1) / 2 * mp.log(mp.det(W)) - trace(mp.inverse(S) * W) / 2
        density -= nu * n / 2 * mp.log(2) + nu / 2 * mp.log(mp.det(S)) + lmgamma(n, nu / 2)
        yield row("wishart_cholesky_lpdf", CHOL, nu, CHOL2, density + jacobian(CHOL))


@table("inv_wishart_cholesky")
def _():
    for nu in (mpf(4.5), mpf(2.25)):
        W, S, n = CHOL * CHOL.T, CHOL2 * CHOL2.T, 3
        density = nu / 2 * mp.log(mp.det(S)) - (nu + n + 1) / 2 * mp.log(mp.det(W)) - trace(S * mp.inverse(W)) / 2
        density -= nu * n / 2 * mp.log(2) + lmgamma(n, nu / 2)
        yield row("inv_wishart_cholesky_lpdf", CHOL, nu, CHOL2, density + jacobian(CHOL))


def lkj_corr(R, eta):
    """D. Lewandowski, D. Kurowicka and H. Joe (2009), equation 16."""
    n = R.rows
    normaliser = mp.fsum(
        (2 * eta - 2 + n - k) * (n - k) * mp.log(2) + (n - k) * lbeta(eta + mpf(n - k - 1) / 2, eta + mpf(n - k - 1) / 2)
        for k in range(1, n))
    return (eta - 1) * mp.log(mp.det(R)) - normaliser


@table("lkj_cov")
def _():
    mu, sigma, eta = vector(0.5, -0.25, 0.75), vector(0.75, 1.25, 0.5), mpf(1.75)
    sds = [mp.sqrt(COV[i, i]) for i in range(3)]
    R = matrix(*[[COV[i, j] / sds[i] / sds[j] for j in range(3)] for i in range(3)])
    total = mp.fsum(mp.log(phi((mp.log(s) - m) / d) / d / s) for s, m, d in zip(sds, mu, sigma))
    yield row("lkj_cov_lpdf", COV, mu, sigma, eta, total + lkj_corr(R, eta))
    total = mp.fsum(mp.log(phi((mp.log(s) - mpf(0.5)) / mpf(1.25)) / mpf(1.25) / s) for s in sds)
    yield row("lkj_cov_lpdf", COV, mpf(0.5), mpf(1.25), eta, total + lkj_corr(R, eta))


@table("gaussian_dlm_obs")
def _():
    """The density of all observations at once, which are jointly normal."""
    F, G = matrix([0.5, 1.25], [-0.75, 0.25], [1.0, 0.5]), matrix([0.75, 0.25, 0.0], [-0.25, 0.5, 0.125], [0.0, 0.5, 0.25])
    W, m0, C0 = CHOL2 * CHOL2.T, vector(0.5, -0.25, 1.0), COV
    y = matrix([0.5, -1.25, 2.5, 0.75], [1.5, 0.75, -0.25, -2.0])
    for V in (matrix([1.5, 0.25], [0.25, 0.75]), vector(0.75, 1.25)):
        noise = V if V.cols == 2 else mp.diag(list(V))
        T, r = 4, 2
        means, covariances = [], {}
        m, C = m0, C0
        for t in range(T):
            m, C = G * m, G * C * G.T + W
            means.append(m)
            covariances[t, t] = C
            for s in range(t):
                covariances[t, s] = G * covariances[t - 1, s]
        mean, joint = mp.zeros(T * r, 1), mp.zeros(T * r, T * r)
        for t in range(T):
            f = F.T * means[t]
            for i in range(r):
                mean[t * r + i] = y[i, t] - f[i]
            for s in range(t + 1):
                block = F.T * covariances[t, s] * F + (noise if s == t else mp.zeros(r, r))
                for i in range(r):
                    for j in range(r):
                        joint[t * r + i, s * r + j] = joint[s * r + j, t * r + i] = block[i, j]
        yield row("gaussian_dlm_obs_lpdf", y, F, G, V, W, m0, C0, gaussian(mean, joint))


@table("log_gamma")
def _():
    for y, a in ((0.5, 2.5), (-3.25, 0.5)):
        yield row("log_gamma_lpdf", mpf(y), mpf(a), mpf(a) * y - mp.exp(mpf(y)) - mp.loggamma(a))


@table("std_uniform")
def _():
    yield row("std_uniform_lpdf", mpf(0.5), mpf(0))


def passage(t, a, w, v, over=0):
    """First passage through the upper boundary by inverting its Laplace transform; over 1 the distribution function."""
    up, drift = w * a, mpf(v)

    def transform(s):
        root = mp.sqrt(drift * drift + 2 * s)
        return mp.exp(drift * (a - up)) * mp.sinh(up * root) / mp.sinh(a * root) / s**over

    return mp.invertlaplace(transform, t, method="talbot")


def ever(a, w, v):
    return (1 - mp.exp(-2 * v * a * w)) / (1 - mp.exp(-2 * v * a)) if v else w


def mixed(f, y, a, t0, w, v, sv, sw, st0):
    """Averages f(t, a, w, v) over the variations between trials."""
    mp.mp.dps = 20

    def integral(g, edges, degree=4):
        return mp.quad(g, edges, method="gauss-legendre", maxdegree=degree)

    def over_start(t, drift):
        return integral(lambda x: f(t, a, w + sw * (x - mpf(1) / 2), drift), [0, 1]) if sw else f(t, a, w, drift)

    def over_drift(t):
        if not sv:
            return over_start(t, v)
        return integral(lambda z: phi(z) * over_start(t, v + sv * z), [-9, -3, 0, 3, 9])

    t = y - t0
    if st0:
        part = min(st0, t)
        beyond = (1 - part / st0) * over_drift(mpf(0)) if st0 > t else 0
        result = integral(over_drift, [t - part, t - part / 2, t], 6) / st0 + beyond
    else:
        result = over_drift(t)
    mp.mp.dps = 60
    return result


def series(t, a, w, v):
    """The density's series for small times, long enough for all times."""
    if t <= 0:
        return mpf(0)
    x, u = t / a**2, 1 - w
    total = mp.fsum((u + 2 * k) * mp.exp(-((u + 2 * k) ** 2) / (2 * x)) for k in range(-8, 9))
    return mp.exp(v * a * u - v * v * t / 2) * total / (a * a * mp.sqrt(2 * mp.pi * x**3))


def series_function(t, a, w, v):
    """The distribution function by Fourier's series."""
    if t <= 0:
        return mpf(0)
    x, m = t / a**2, v * a
    count = int(mp.ceil(mp.sqrt(120 / (x * 10)))) + 2
    u = 1 - w
    total = mp.fsum(
        k * mp.sin(k * mp.pi * u) / (m * m + (k * mp.pi) ** 2) * mp.exp(-((k * mp.pi) ** 2) * x / 2)
        for k in range(1, count))
    return ever(a, w, v) - 2 * mp.pi * mp.exp(m * u - m * m * x / 2) * total


@table("wiener")
def _():
    five = ("0.75 1.25 0.25 0.5 0.75", "0.375 1.75 0.25 0.25 -1.5", "3.5 1.25 0.5 0.75 2.5", "0.5 0.75 0.125 0.625 0.0",
            "1.125 2.5 0.5 0.125 0.5", "9.5 1.25 0.5 0.375 -2.5")
    for text in five:
        y, a, t0, w, v = map(mpf, text.split())
        yield row("wiener_lpdf", y, a, t0, w, v, mp.log(passage(y - t0, a, w, v)))
    full = ("0.75 1.25 0.25 0.5 0.75 0.5 0 0", "0.75 1.25 0.25 0.5 0.75 0 0.25 0", "0.75 1.25 0.25 0.5 0.75 0 0 0.25",
            "1.25 1.5 0.25 0.375 -0.75 0 0.25 0.5", "0.75 1.25 0.25 0.5 0.75 0.5 0 1.0")
    for text in full:
        y, a, t0, w, v, sv, sw, st0 = map(mpf, text.split())
        yield row("wiener_lpdf", *text.split(), mp.log(mixed(series, y, a, t0, w, v, sv, sw, st0)))


WIENER = ("0.75 1.25 0.25 0.5 0.75", "0.375 1.75 0.25 0.25 -1.5", "3.5 1.25 0.5 0.75 2.5", "0.5 0.75 0.125 0.625 0.0",
          "1.125 2.5 0.5 0.125 0.5", "9.5 1.25 0.5 0.375 -2.5", "0.75 1.25 0.25 0.5 0.0078125", "0.625 2.5 0.5 0.75 9.5")
WIENER_FULL = ("0.75 1.25 0.25 0.5 0.75 0.5 0 0", "0.75 1.25 0.25 0.5 0.75 0 0.25 0",
               "0.75 1.25 0.25 0.5 0.75 0 0 0.25", "1.25 1.5 0.25 0.375 -0.75 0 0.25 0.5",
               "0.75 1.25 0.25 0.5 0.75 0.5 0 1.0")


def later(t, a, w, v):
    return ever(a, w, v) - series_function(t, a, w, v)


# --- functions that distribution functions are made of, as calls


def calls(name, f, points):
    """Values of a function of real arguments."""

    def make():
        for point in points.strip().split("\n"):
            literals = point.split()
            yield f"{name}({', '.join(literals)});{value(f(*map(number, literals)))}"

    CALLS[name] = make


def in_logit(a, b, t):
    return log_of(betainc(a, b, 0, logistic(t)), betainc(b, a, 0, logistic(-t)))


calls("log_gamma_p", lambda a, x: log_of(gammap(a, x), gammaq(a, x)),
      """2.5 1.5
      0.3 0.001
      40.5 2.5
      3.5 60.5
      190.5 188.25""")
calls("log_gamma_q", lambda a, x: log_of(gammaq(a, x), gammap(a, x)),
      """2.5 1.5
      0.001 0.5
      0.25 1.25
      40.5 2.5
      3.5 60.5
      190.5 188.25""")
calls("log_inc_beta_logit", in_logit,
      """2.5 1.5 0.5
      2.5 1.5 -9.5
      2.5 1.5 7.5
      0.25 30.5 -4.5
      60.5 0.5 3.5
      190.5 188.25 0.125""")
calls("student_t_log_below", lambda z, nu: log_of(student_below(z, nu), student_below(-z, nu)),
      """0.8 3.5
      -0.8 3.5
      -60.5 4.5
      0.0 2.5
      9.5 30.5""")


def student_quantile(p, nu, mu=0, sigma=1):
    return mu + sigma * mp.findroot(lambda z: student_below(z, nu) - p, mp.sqrt(2) * mp.erfinv(2 * p - 1))


calls("std_student_t_qf", student_quantile,
      """0.3 3.5
      0.8125 2.5
      0.4921875 5.5
      0.92 30.5""")
calls("student_t_qf", student_quantile,
      """0.3 3.5 0.5 1.25
      0.875 2.5 -1.5 0.75""")
calls("std_normal_qf", lambda p: mp.sqrt(2) * mp.erfinv(2 * p - 1),
      """0.3
      0.875""")
calls("std_normal_log_qf", lambda l: mp.findroot(lambda x: log_of(Phi(x), Phi(-x)) - l, 0 if l > -2 else -mp.sqrt(-2 * l)),
      """-0.3
      -0.001
      -2.5
      -60.5
      -900.5""")
calls("skew_normal_log_below", lambda z, a: log_of(skew_normal_tail(z, a), skew_normal_tail(-z, -a)),
      """0.3 2.5
      -0.75 2.5
      -3.5 -1.5
      2.5 -4.5""")
calls("von_mises_log_mass", lambda a, b, k: log_of(von_mises(a, b, 0, k), von_mises(b, a + 2 * mp.pi, 0, k)),
      """-0.5 0.75 2.5
      0.5 2.75 12.5
      -3.0 3.0 0.75
      -2.5 -1.25 40.5""")
CALLS["wiener_lcdf_unnorm"] = lambda: wiener_calls("wiener_lcdf_unnorm", lambda *x: passage(*x, 1), series_function)
CALLS["wiener_lccdf_unnorm"] = lambda: wiener_calls("wiener_lccdf_unnorm", later, later)


def wiener_calls(name, plain, averaged):
    for text in WIENER:
        y, a, t0, w, v = map(mpf, text.split())
        yield f"{name}({', '.join(text.split())});{value(mp.log(plain(y - t0, a, w, v)))}"
    for text in WIENER_FULL:
        result = mp.log(mixed(averaged, *map(mpf, text.split())))
        yield f"{name}({', '.join(text.split())});{value(result)}"
    pairs = list(zip(*(text.split() for text in WIENER[:2])))
    vectors = ", ".join(f"[{x}, {y}]'" for x, y in pairs)
    total = mpf(0)
    for text in WIENER[:2]:
        y, a, t0, w, v = map(mpf, text.split())
        total += mp.log(plain(y - t0, a, w, v))
    yield f"{name}({vectors});{value(total)}"


def write(path, lines):
    head = f"# mpmath {mp.__version__}, src/test/python/distribution_reference.py"
    path.write_text("\n".join([head, *lines]) + "\n")
    print(path.name, len(lines), flush=True)


def main(names):
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or [*TABLE, *CALLS]:
        if name in TABLE:
            write(FOLDER / f"{name}.csv", list(TABLE[name]()))
        if name in CALLS:
            write(REFERENCE / "call" / f"{name}.csv", list(CALLS[name]()))


if __name__ == "__main__":
    main(sys.argv[1:])
