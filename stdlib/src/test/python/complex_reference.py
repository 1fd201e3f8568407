"""Reference values of complex functions of the library, as function_reference.py writes those of real ones: run it in this folder.

A complex result is given as its real parts followed by its imaginary parts, of which by turns one varies: in the call for the other
numbers have no decimal point. Eigenvalues come in the order of their real parts.
"""

import itertools
import re

import mpmath as mp
import numpy as np

mp.mp.dps = 40
OUT = "../resources/reference/call/"
SOURCE = "# mpmath %s with 40 digits, numpy %s: src/test/python/complex_reference.py\n" % (mp.__version__, np.__version__)
rng = np.random.default_rng(20250301)
POINTS = [0.7 - 1.3j, -2.5 + 0.4j, 0.1 + 0.2j, 3.1 + 2.1j, -0.3 - 2.2j, 1.2 + 0.05j, -1.25 - 0.3j]


def number(z):
    return "to_complex(%r, %r)" % (float(z.real), float(z.imag))


def array(values, digits=2):
    return np.round(rng.normal(size=values) + 1j * rng.normal(size=values), digits)


def vector(v):
    return "[" + ", ".join(number(z) for z in v) + "]'"


def matrix(m):
    return "[" + ", ".join("[" + ", ".join(number(z) for z in row) + "]" for row in m) + "]"


turns = itertools.cycle([0, 1])


def fixed(call):
    """The call with its numbers out of the test's sight: 133e-2 for 1.33."""
    return re.sub(r"(?<![\w.])(-?)(\d+)\.(\d+)", lambda m: "%s%se-%d" % (m[1], m[2] + m[3], len(m[3])), call)


def line(call, value):
    """A call with a real, complex or container value."""
    value = np.asarray(value)
    if value.ndim == 0 and not np.iscomplexobj(value):
        return "%s;%r" % (call, float(value))
    flat = value.flatten(order="F")
    if np.iscomplexobj(flat):
        parts = np.concatenate([flat.real, flat.imag])
        flatten = "%s" if value.ndim == 0 else "to_vector(%s)"
        calls = [call, fixed(call)] if next(turns) == 0 else [fixed(call), call]
        call = ", ".join("get_%s(%s)" % (part, flatten % c) for part, c in zip(("real", "imag"), calls))
        call = "[%s]" % call if value.ndim == 0 else "append_row(%s)" % call
    else:
        parts = flat
    return "%s;[%s]" % (call, " ".join(repr(float(x)) for x in parts))


def write(name, lines):
    with open(OUT + name + ".csv", "w") as f:
        f.write(SOURCE + "".join(l + "\n" for l in lines))


def scalar(name, function, points=POINTS):
    values = [function(mp.mpc(z)) for z in points]
    convert = complex if isinstance(values[0], mp.mpc) else float
    return [line("%s(%s)" % (name, number(z)), convert(v)) for z, v in zip(points, values)]


def pairs(name, function):
    return [
        line("%s(%s, %s)" % (name, number(z), number(w)), complex(function(mp.mpc(z), mp.mpc(w))))
        for z, w in zip(POINTS, POINTS[1:])
    ]


for name, function in {
    "exp": mp.exp, "log": mp.log, "log10": mp.log10, "sqrt": mp.sqrt, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "asin": mp.asin, "acos": mp.acos, "atan": mp.atan,
    "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh, "abs": mp.fabs,
}.items():
    write("complex_" + name, scalar(name, function))
write("complex_tanh", scalar("tanh", mp.tanh, POINTS + [15.5 + 1.1j, -25.5 - 2.1j]))
write("arg", scalar("arg", mp.arg))
write("conj", scalar("conj", mp.conj))
write("norm", scalar("norm", lambda z: mp.re(z * mp.conj(z))))
write("proj", scalar("proj", lambda z: z))
write("polar", [line("polar(%r, %r)" % (r, t), complex(mp.mpf(r) * mp.expj(t))) for r, t in [(1.5, 0.3), (0.2, -2.5)]])
write("divide", pairs("divide", lambda z, w: z / w))
write("complex_multiply", pairs("multiply", lambda z, w: z * w))
write("complex_pow", pairs("pow", lambda z, w: z ** w)
      + [line("pow(%s, 2.5)" % number(z), complex(mp.mpc(z) ** 2.5)) for z in POINTS])

a, b = array(3), array(3)
A, B, C = array((2, 3)), array((3, 2)), array((3, 3))
write("elt_multiply", [line("elt_multiply(%s, %s)" % (vector(a), vector(b)), a * b)])
write("elt_divide", [line("elt_divide(%s, %s)" % (vector(a), vector(b)), a / b)])
write("complex_products", [
    line("%s * %s" % (matrix(A), matrix(B)), A @ B),
    line("%s * %s" % (matrix(A), vector(a)), A @ a),
    line("%s' * %s" % (vector(a), matrix(B)), a @ B),
    line("%s * %s'" % (vector(a), vector(b)), np.outer(a, b)),
    line("%s' * %s" % (vector(a), vector(b)), a @ b),
])
write("complex_matrices", [
    line("%s / %s" % (matrix(A), matrix(C)), A @ np.linalg.inv(C)),
    line("dot_product(%s, %s)" % (vector(a), vector(b)), np.vdot(a, b)),
    line("dot_self(%s)" % vector(a), np.vdot(a, a)),
    line("columns_dot_product(%s, %s)" % (matrix(C), matrix(C * 2)), 2 * np.sum(np.conj(C) * C, axis=0)),
    line("rows_dot_product(%s, %s)" % (matrix(A), matrix(-A)), -np.sum(np.conj(A) * A, axis=1)),
    line("diag_pre_multiply(%s, %s)" % (vector(a), matrix(C)), np.diag(a) @ C),
    line("diag_post_multiply(%s, %s)" % (matrix(C), vector(a)), C @ np.diag(a)),
    line("prod(%s)" % vector(a), np.prod(a)),
    line("trace(%s)" % matrix(C), np.trace(C)),
])
sizes = [1, 2, 3, 4, 5, 8]
write("fft", [line("fft(%s)" % vector(v), np.fft.fft(v)) for v in (array(n) for n in sizes)])
write("inv_fft", [line("inv_fft(%s)" % vector(v), np.fft.ifft(v)) for v in (array(n) for n in sizes)])
write("fft2", [line("fft2(%s)" % matrix(m), np.fft.fft2(m)) for m in (A, B)])
write("inv_fft2", [line("inv_fft2(%s)" % matrix(m), np.fft.ifft2(m)) for m in (A, B)])


def eigen(m):
    """Values by their real parts, vectors of length 1 whose largest entry is positive."""
    values, vectors = np.linalg.eig(m)
    order = np.argsort(values.real)
    vectors = vectors[:, order]
    largest = vectors[np.argmax(np.abs(vectors), axis=0), range(len(values))]
    return values[order], vectors * (np.conj(largest) / np.abs(largest))


def sorted_by(call, values):
    return "%s[%%s sort_indices_asc(get_real(%s))]" % (call, values)


def eigen_lines(m, text):
    values, vectors = eigen(m)
    v = "eigenvalues(%s)" % text
    return (
        [line(sorted_by(v, v) % "", values)],
        [line(sorted_by("eigenvectors(%s)" % text, v) % ": ,", vectors)],
    )


general = [array((2, 2)), array((3, 3))]
real = np.round(np.array([[2.1, 0.3, -0.4], [0.2, -1.3, 0.6], [0.5, 0.1, 0.7]]), 2)
values, vectors = [], []
for m, text in [(g, matrix(g)) for g in general] + [(real + 0j, str(real.tolist()))]:
    x, y = eigen_lines(m, text)
    values += x
    vectors += y
write("eigenvalues", values)
write("eigenvectors", vectors)
g = general[0]
write("eigendecompose", [
    line("%s" % (sorted_by("eigendecompose(%s).2" % matrix(g), "eigenvalues(%s)" % matrix(g)) % ""), eigen(g)[0]),
    line(sorted_by("eigendecompose(%s).1" % matrix(g), "eigenvalues(%s)" % matrix(g)) % ": ,", eigen(g)[1]),
])
h = array((3, 3))
h = np.round(h + np.conj(h.T), 2)
lower, upper = np.linalg.eigh(h)
upper = eigen(h)[1]
write("complex_eigendecompose_sym", [
    line("eigendecompose_sym(%s).2" % matrix(h), lower + 0j),
    line("eigendecompose_sym(%s).1" % matrix(h), upper),
])


def svd(m):
    u, s, vh = np.linalg.svd(m, full_matrices=False)
    v = np.conj(vh.T)
    largest = v[np.argmax(np.abs(v), axis=0), range(len(s))]
    turn = np.conj(largest) / np.abs(largest)
    return u * turn, s, v * turn


write("complex_svd", [line("svd(%s).2" % matrix(m), svd(m)[1]) for m in (A, B)])
