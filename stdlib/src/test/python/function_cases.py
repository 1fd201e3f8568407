# --- elementary functions of one real
unary = {
    "Phi": (mp.ncdf, [-1.7, 0.4, 2.1]),
    "Phi_approx": (lambda x: 1 / (1 + mp.exp(-(mp.mpf("0.07056") * x**3 + mp.mpf("1.5976") * x))), [-1.7, 0.4, 2.1]),
    "acos": (mp.acos, [-0.7, 0.2, 0.9]),
    "acosh": (mp.acosh, [1.2, 3.5]),
    "asin": (mp.asin, [-0.7, 0.2, 0.9]),
    "asinh": (mp.asinh, [-2.5, 0.1, 7.0]),
    "atan": (mp.atan, [-2.5, 0.1, 7.0]),
    "atanh": (mp.atanh, [-0.7, 0.2, 0.9]),
    "cbrt": (lambda x: mp.sign(x) * mp.root(abs(x), 3), [0.3, 8.5, 200.0]),
    "cos": (mp.cos, [-2.5, 0.1, 7.0]),
    "cosh": (mp.cosh, [-2.5, 0.1, 4.0]),
    "digamma": (mp.digamma, [0.3, 2.5, 40.0]),
    "erf": (mp.erf, [-1.3, 0.2, 2.0]),
    "erfc": (mp.erfc, [-1.3, 0.2, 2.0]),
    "exp": (mp.exp, [-2.5, 0.1, 7.0]),
    "exp2": (lambda x: mp.mpf(2) ** x, [-2.5, 0.1, 7.0]),
    "expm1": (mp.expm1, [-2.5, 0.1, 1e-08]),
    "inv": (lambda x: 1 / x, [-2.5, 0.1, 7.0]),
    "inv_Phi": (lambda p: mp.sqrt(2) * mp.erfinv(2 * p - 1), [0.1, 0.4, fixed(0.97)]),
    "inv_cloglog": (lambda x: 1 - mp.exp(-mp.exp(x)), [-2.5, 0.1, 1.5]),
    "inv_erfc": (lambda x: mp.erfinv(1 - x), [0.2, 0.7, 1.6]),
    "inv_logit": (lambda x: 1 / (1 + mp.exp(-x)), [-2.5, 0.1, 7.0]),
    "inv_mills": (lambda x: mp.npdf(x) / mp.ncdf(x), [-20.0, 0.3, 2.0]),
    "inv_sqrt": (lambda x: 1 / mp.sqrt(x), [0.1, 7.0]),
    "inv_square": (lambda x: 1 / x**2, [-0.4, 7.0]),
    "lambert_w0": (mp.lambertw, [fixed(-0.36), fixed(-0.3678), -0.3, -0.1, 0.5, 3.0, 50.0, 1e6]),
    "lambert_wm1": (lambda x: mp.lambertw(x, -1), [fixed(-0.36), fixed(-0.3678), -0.3, -0.2, -0.1, -1e-05]),
    "lgamma": (mp.loggamma, [0.3, 2.5, 40.0]),
    "log": (mp.log, [0.3, 2.5, 40.0]),
    "log10": (mp.log10, [0.3, 2.5, 40.0]),
    "log1m": (lambda x: mp.log(1 - x), [-3.0, 0.3, 0.9]),
    "log1m_exp": (lambda x: mp.log(1 - mp.exp(x)), [-3.0, -0.2]),
    "log1m_inv_logit": (lambda x: -mp.log(1 + mp.exp(x)), [-3.0, 0.2, 5.0]),
    "log1p": (lambda x: mp.log(1 + x), [-0.3, 1e-8, 0.9]),
    "log1p_exp": (lambda x: mp.log(1 + mp.exp(x)), [-3.0, 0.2, 50.0]),
    "log2": (lambda x: mp.log(x) / mp.log(2), [0.3, 2.5, 40.0]),
    "log_Phi": (lambda x: mp.log(mp.ncdf(x)), [-20.0, 0.3, 2.0]),
    "log_inv_logit": (lambda x: -mp.log(1 + mp.exp(-x)), [-3.0, 0.2, 5.0]),
    "logit": (lambda u: mp.log(u / (1 - u)), [0.1, 0.8]),
    "sin": (mp.sin, [-2.5, 0.1, 7.0]),
    "sinh": (mp.sinh, [-2.5, 0.1, 4.0]),
    "sqrt": (mp.sqrt, [0.1, 7.0]),
    "square": (lambda x: x * x, [-2.5, 0.1]),
    "tan": (mp.tan, [-2.5, 0.1, 1.2]),
    "tanh": (mp.tanh, [-2.5, 0.1, 1.2]),
    "tgamma": (mp.gamma, [0.3, 2.5, 10.0]),
    "trigamma": (lambda x: mp.psi(1, x), [0.3, 2.5, 40.0]),
    "ceil": (mp.ceil, [-2.5, 0.1]),
    "floor": (mp.floor, [-2.5, 0.1]),
    "round": (lambda x: mp.sign(x) * mp.floor(abs(x) + mp.mpf("0.5")), [-2.6, -0.3, 1.7]),
    "trunc": (lambda x: mp.sign(x) * mp.floor(abs(x)), [-2.6, -0.3, 1.7]),
}
for name, (f, points) in unary.items():
    scalar(name, f, *points)
    lifted(name, lambda x: mp.re(f(x)), points)
scalar("step", lambda x: 0 if x < 0 else 1, -0.5, 0.5)
scalar("abs", abs, -2.5, 0.1, -3)
put("abs", [arr([-1, 2])], np.array([1, 2]))
scalar("int_step", lambda x: int(x > 0), -0.5, 0.5, 0, 2)
scalar("is_inf", lambda x: int(abs(x) == mp.inf), 1.5, math.inf)
scalar("is_finite", lambda x: int(abs(x) < mp.inf), 1.5, math.inf)
put("is_nan", [], 0, "is_nan(1.5)")
put("is_nan", [], 1, "is_nan(not_a_number())")
put("not_a_number", [], 1, "is_nan(not_a_number())")
put("positive_infinity", [], math.inf)
put("negative_infinity", [], -math.inf)
put("machine_precision", [], 2.0**-52)
put("e", [], mp.e)
put("pi", [], mp.pi)
put("sqrt2", [], mp.sqrt(2))
put("log2", [], mp.log(2))
put("log10", [], mp.log(10))
put("to_int", [], 2, "to_int(29e-1)")
put("to_int", [], -2, "to_int(-29e-1)")
put("sign", [], -1, "sign(-2.5)")
put("sign", [], 1, "sign(3)")

# --- functions of several reals
scalar("atan2", mp.atan2, (1.5, -0.4), (-0.3, 2.0))
scalar("beta", mp.beta, (1.5, 2.5), (0.3, 7.0))
scalar("lbeta", lambda a, b: mp.log(mp.beta(a, b)), (1.5, 2.5), (0.3, 7.0))
scalar("bessel_first_kind", mp.besselj, (0, 0.3), (1, 24.9), (2, 25.1), (5, 3.0), (-3, 2.0), (30, 26.0), (4, 300.0), (3, -2.0))
scalar("bessel_second_kind", mp.bessely, (0, 0.3), (1, 24.9), (2, 25.1), (5, 3.0), (0, 7.5), (1, 7.5), (4, 300.0))
scalar("modified_bessel_first_kind", mp.besseli, (0, 0.3), (1, 24.9), (2, 40.0), (5, 3.0), (3, -2.0), (30, 26.0))
scalar("modified_bessel_second_kind", mp.besselk, (0, 0.3), (1, 24.9), (2, 40.0), (5, 3.0), (0, 0.001), (3, 500.0))
scalar(
    "log_modified_bessel_first_kind",
    lambda v, x: mp.log(mp.besseli(v, x)),
    (0, 0.3), (3, 40.0), (0.5, 0.3), (2.3, 7.0), (10.7, 3.0), (0.7, 900.0), (60.2, 45.0),
)
scalar("binary_log_loss", lambda y, p: -mp.log(p if y else 1 - p), (0, 0.3), (1, 0.3))
scalar("choose", lambda n, k: mp.binomial(n, k), (5, 2), (30, 15), (3, 4), (4, 0))
put("choose", [arr([5, 6]), 2], np.array([10, 15]))
scalar("falling_factorial", mp.ff, (5, 2), (2.5, 4), (-1.5, 3), (3.5, 0))
scalar("rising_factorial", mp.rf, (5, 2), (2.5, 4), (-1.5, 3), (3.5, 0))
scalar("log_falling_factorial", lambda x, n: mp.loggamma(x + 1) - mp.loggamma(x - n + 1), (5.5, 2.5), (9, 4))
scalar("log_rising_factorial", lambda x, n: mp.loggamma(x + n) - mp.loggamma(x), (5.5, 2.5), (9, 4))
scalar("fdim", lambda x, y: max(x - y, 0), (2.5, 1.0), (1.0, 2.5))
scalar("fma", lambda x, y, z: x * y + z, (2.5, 1.5, -0.7))
scalar("fmax", max, (2.5, 1.0), (1.0, 2.5))
scalar("fmin", min, (2.5, 1.0), (1.0, 2.5))
scalar("fmod", lambda x, y: x - y * mp.sign(x / y) * mp.floor(abs(x / y)), (7.3, 2.1), (-7.3, 2.1))
scalar("gamma_p", lambda a, x: mp.gammainc(a, 0, x, regularized=True), (2.5, 1.5), (0.4, 3.0))
scalar("gamma_q", lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True), (2.5, 1.5), (0.4, 3.0))
scalar("hypot", lambda x, y: mp.sqrt(x * x + y * y), (2.5, 1.5))
scalar("hypergeometric_1F0", lambda a, z: (1 - z) ** -a, (1.5, 0.3), (-0.7, -0.6))
scalar("hypergeometric_2F1", mp.hyp2f1, (1.5, 0.4, 2.3, 0.3), (1.0, 2.0, 3.5, -0.8), (0.5, 0.7, 3.1, -6.0), (0.5, 0.7, 3.1, 0.95))
put("hypergeometric_2F1", [0.5, 0.7, 3.1, 1], mp.hyp2f1("0.5", mp.mpf(0.7), mp.mpf(3.1), 1))
for a, b, z in [((1.5, 0.4, 2.0), (2.3, 1.1), 0.3), ((0.5, 1.0, 1.5), (3.0, 2.5), -0.7)]:
    value = mp.hyper([mp.mpf(x) for x in a], [mp.mpf(x) for x in b], mp.mpf(z))
    put("hypergeometric_3F2", [vec(a), vec(b), z], value)
    put("hypergeometric_pFq", [arr(a), row(b), z], value)
put("hypergeometric_pFq", [vec([0.5]), vec([1.5, 2.5]), -4.0], mp.hyper([0.5], [1.5, 2.5], -4))
scalar("inc_beta", lambda a, b, x: mp.betainc(a, b, 0, x, regularized=True), (1.5, 2.5, 0.3), (0.4, 3.1, 0.7))
scalar("inv_inc_beta", lambda a, b, p: mp.findroot(lambda x: mp.betainc(a, b, 0, x, regularized=True) - p, mp.mpf("0.3"), tol=1e-60), (1.5, 2.5, 0.3), (4.4, 3.1, 0.7))
scalar("log_gamma_at_score", lambda a, z: mp.findroot(lambda u: mp.log(mp.gammainc(a, 0, mp.exp(u), regularized=True)) - mp.log(mp.ncdf(z)) if z <= 0 else mp.log(mp.gammainc(a, mp.exp(u), mp.inf, regularized=True)) - mp.log(mp.ncdf(-z)), (mp.log(mp.ncdf(z)) + mp.loggamma(a + 1)) / a if a < 1 or z < -3 else mp.log(a * (1 - 1 / (9 * mp.mpf(a)) + z / (3 * mp.sqrt(a))) ** 3), tol=1e-50), (0.5, -1.2), (3.5, 0.7), (20.0, -6.0), (0.02, -3.0), (1.5, 6.0), (0.3, 1.0))
scalar("lchoose", lambda n, k: mp.log(mp.binomial(n, k)), (5.5, 2.5), (30.0, 4.0))
scalar("ldexp", lambda x, n: x * mp.mpf(2) ** n, (1.5, 3), (-0.7, -4))
scalar("lmgamma", lambda n, x: mp.log(mp.pi) * n * (n - 1) / 4 + sum(mp.loggamma(x + mp.mpf(1 - j) / 2) for j in range(1, n + 1)), (1, 2.5), (3, 4.5))
scalar("lmultiply", lambda x, y: x * mp.log(y), (2.5, 1.5), (0.3, 7.0))
put("lmultiply", [], 0, "lmultiply(0, 0)")
scalar("truncated_score", lambda z, b, a: mp.sqrt(2) * mp.erfinv(2 * (b + mp.ncdf(z) * (1 - mp.mpf(b) - mp.mpf(a))) - 1), (-0.7, 0.5, 0.1), (1.2, 0.2, 0.1), (-2.5, 0.04, 0.3))
scalar("log_diff_exp", lambda x, y: mp.log(mp.exp(x) - mp.exp(y)), (2.5, 1.5), (-0.3, -7.0))
scalar("log_inv_logit_diff", lambda x, y: mp.log(1 / (1 + mp.exp(-x)) - 1 / (1 + mp.exp(-y))), (2.5, 1.5), (-0.3, -7.0))
scalar("owens_t", lambda h, a: mp.quad(lambda x: mp.exp(-h * h * (1 + x * x) / 2) / (1 + x * x), [0, a]) / (2 * mp.pi), (0.3, 0.5), (1.7, 2.5), (-0.4, -0.9), (4.0, 0.7), (0.2, 9.0))
scalar("polygamma", lambda n, x: mp.psi(n, x), (1, 0.3), (3, 2.5))
scalar("pow", lambda x, y: x**y, (2.5, 1.5), (0.3, -2.0), (1.5, 4))
put("pow", [vec([1.5, 2.0]), 3], np.array([3.375, 8.0]))
put("squared_distance", [2.5, 1.0], 2.25)

# --- sums over sequences
v = [0.4, -1.3, 2.2, 0.7]
w = [1.1, 0.2, -0.6, 1.9]
A34 = gen(3, 4)
for form in (vec, row, arr):
    x = np.array(v)
    put("sum", [form(v)], x.sum())
    put("prod", [form(v)], x.prod())
    put("mean", [form(v)], x.mean())
    put("variance", [form(v)], x.var(ddof=1))
    put("sd", [form(v)], x.std(ddof=1))
    put("max", [form(v)], x.max())
    put("min", [form(v)], x.min())
    put("norm1", [form(v)], abs(x).sum())
    put("norm2", [form(v)], la.norm(x))
    put("log_sum_exp", [form(v)], np.log(np.exp(x).sum()))
    put("dot_self", [form(v)], x @ x)
    put("distance", [form(v), form(w)], la.norm(x - w))
    put("squared_distance", [form(v), form(w)], (x - w) @ (x - w))
    put("dot_product", [form(v), form(w)], x @ w)
    put("sort_asc", [form(v)], np.sort(x))
    put("sort_desc", [form(v)], -np.sort(-x))
    put("sort_indices_asc", [form(v)], np.argsort(x) + 1)
    put("sort_indices_desc", [form(v)], np.argsort(-x) + 1)
    put("rank", [form(v), 4], 2)
    put("cumulative_sum", [form(v)], np.cumsum(x))
    for p in ("0", "1", "25e-2", "9e-1"):
        put("quantile", [], np.quantile(x, float(p)), f"quantile({form(v)}, {p})")
    put("quantile", [], np.quantile(x, [0.3, 0.5]), f"quantile({form(v)}, {{3e-1, 5e-1}})")
for name, f in [("sum", np.sum), ("prod", np.prod), ("mean", np.mean), ("max", np.max), ("min", np.min),
                ("variance", lambda x: x.var(ddof=1)), ("sd", lambda x: x.std(ddof=1))]:
    put(name, [A34], f(A34.value))
for name, f in [("sum", sum), ("max", max), ("min", min), ("prod", math.prod)]:
    put(name, [arr([3, 1, 2])], f([3, 1, 2]))
put("max", [3, 5], 5)
put("min", [3, 5], 3)
put("log_sum_exp", [1.5, 2.5], np.logaddexp(1.5, 2.5))
put("log_sum_exp", [A34], np.log(np.exp(A34.value).sum()))
put("sort_asc", [arr([3, 1, 2])], np.array([1, 2, 3]))
put("sort_desc", [arr([3, 1, 2])], np.array([3, 2, 1]))
put("sort_indices_asc", [arr([3, 1, 2])], np.array([2, 3, 1]))
put("sort_indices_desc", [arr([3, 1, 2])], np.array([1, 3, 2]))
put("cumulative_sum", [arr([3, 1, 2])], np.array([3, 4, 6]))
put("rank", [arr([3, 1, 2]), 1], 2)
put("variance", [vec([2.5])], 0.0)
put("sd", [vec([2.5])], 0.0)
soft = np.exp(v) / np.exp(v).sum()
for form in (vec, row):
    put("softmax", [form(v)], soft)
    put("log_softmax", [form(v)], np.log(soft))
theta = [0.2, 0.5, 0.3]
lam = [0.4, -1.3, 2.2]
lam2 = [1.0, 0.3, -0.2]
mix = np.log(np.array(theta) @ np.exp(lam))
for f, g in itertools.product((vec, row, arr), (vec, row, arr)):
    put("log_mix", [f(theta), g(lam)], mix)
put("log_mix", [vec(theta), vecs([lam, lam2])], mix + np.log(np.array(theta) @ np.exp(lam2)))
put("log_mix", [0.3, -1.2, 0.4], np.log(0.3 * np.exp(-1.2) + 0.7 * np.exp(0.4)))

# --- making and reshaping
put("rep_vector", [1.5, 3], np.full(3, 1.5))
put("rep_row_vector", [1.5, 3], np.full(3, 1.5))
put("rep_matrix", [1.5, 2, 3], np.full((2, 3), 1.5))
put("rep_matrix", [vec([1.5, 2.5]), 3], np.array([[1.5] * 3, [2.5] * 3]))
put("rep_matrix", [row([1.5, 2.5]), 3], np.array([[1.5, 2.5]] * 3))
put("linspaced_vector", [4, 0.5, 2.0], np.linspace(0.5, 2, 4))
put("linspaced_vector", [1, 0.5, 2.0], np.array([2.0]))
put("linspaced_row_vector", [4, 0.5, 2.0], np.linspace(0.5, 2, 4))
put("linspaced_array", [4, 0.5, 2.0], np.linspace(0.5, 2, 4))
put("linspaced_int_array", [4, 1, 10], np.array([1, 4, 7, 10]))
put("linspaced_int_array", [4, 1, 9], np.array([1, 3, 5, 7]))
put("linspaced_int_array", [6, 1, 3], np.array([1, 1, 2, 2, 3, 3]))
put("linspaced_int_array", [1, 1, 3], np.array([3]))
for form, suffix in (("vector", ""), ("row_vector", ""), ("array", ""), ("int_array", "")):
    put("ones_" + form, [3], np.ones(3))
    put("zeros_" + form, [3], np.zeros(3))
    put("one_hot_" + form, [3, 2], np.array([0, 1, 0]))
put("uniform_simplex", [4], np.full(4, 0.25))
put("identity_matrix", [3], np.eye(3))
put("diag_matrix", [vec([1.5, 2.5])], np.diag([1.5, 2.5]))
put("append_row", [vec(v), vec(w)], np.array(v + w))
put("append_row", [1.5, vec(v)], np.array([1.5] + v))
put("append_row", [vec(v), 1.5], np.array(v + [1.5]))
B24 = gen(2, 4)
put("append_row", [A34, B24], np.vstack([A34.value, B24.value]))
put("append_row", [A34, row(w)], np.vstack([A34.value, w]))
put("append_row", [row(w), A34], np.vstack([w, A34.value]))
put("append_row", [row(w), row(v)], np.vstack([w, v]))
B32 = gen(3, 2)
put("append_col", [row(v), row(w)], np.array(v + w))
put("append_col", [1.5, row(v)], np.array([1.5] + v))
put("append_col", [row(v), 1.5], np.array(v + [1.5]))
put("append_col", [A34, B32], np.hstack([A34.value, B32.value]))
put("append_col", [A34, vec(lam)], np.column_stack([A34.value, lam]))
put("append_col", [vec(lam), A34], np.column_stack([lam, A34.value]))
put("append_col", [vec(lam), vec(theta)], np.column_stack([lam, theta]))
put("to_vector", [A34], A34.value.flatten("F"))
put("to_vector", [arr([1, 2])], np.array([1, 2]))
put("to_row_vector", [A34], A34.value.flatten("F"))
put("to_array_1d", [A34], A34.value.flatten("F"))
put("to_array_1d", [], np.array([1, 2, 3, 4]), "to_array_1d({{1, 2}, {3, 4}})")
put("to_array_2d", [A34], A34.value.T.copy())
six = np.arange(1.5, 7.5)
put("to_matrix", [vec(six), 2, 3], six.reshape(2, 3, order="F"))
put("to_matrix", [row(six), 2, 3], six.reshape(2, 3, order="F"))
put("to_matrix", [arr(six), 2, 3, 0], six.reshape(2, 3))
put("to_matrix", [arr([1, 2, 3, 4]), 2, 2], np.array([[1, 3], [2, 4]]))
put("to_matrix", [A34, 2, 6], A34.value.reshape(2, 6, order="F"))
put("to_matrix", [A34, 2, 6, 0], A34.value.flatten("F").reshape(2, 6))
put("to_matrix", [vec(v)], np.array(v).reshape(4, 1))
put("to_matrix", [row(v)], np.array(v).reshape(1, 4))
put("to_matrix", [], np.array([[1.5, 2.5], [3.5, 4.5]]), "to_matrix({{1.5, 2.5}, {3.5, 4.5}})")
put("to_matrix", [], np.array([[1, 2], [3, 4]]), "to_matrix({{1, 2}, {3, 4}})")
put("to_matrix", [], np.array([[1.5, 2.5], [3.5, 4.5]]), "to_matrix({[1.5, 2.5], [3.5, 4.5]})")
put("block", [A34, 2, 2, 2, 3], A34.value[1:3, 1:4])
put("sub_col", [A34, 2, 3, 2], A34.value[1:3, 2])
put("sub_row", [A34, 2, 2, 3], A34.value[1, 1:4])
put("col", [A34, 3], A34.value[:, 2])
put("row", [A34, 3], A34.value[2])
put("diagonal", [A34], np.diag(A34.value))
put("transpose", [A34], A34.value.T.copy())
put("transpose", [vec(v)], np.array(v))

# --- products
S = spd(3)
L = low(3)
G = gen(3)
M35 = gen(3, 5)
M53 = gen(5, 3)
d3 = [0.5, -1.5, 2.0]
each("multiply", lambda a, b: a @ b, (A34, vec(v)), (G, A34), (row(d3), G), (row(v), vec(w)))
put("multiply", [vec(v), row(w)], np.outer(v, w))
put("multiply", [1.5, A34], 1.5 * A34.value)
each("transpose_multiply", lambda a, b: a.T @ b, (A34, vec(d3)), (A34, G))
each("multiply_transpose", lambda a, b: a @ b.T, (A34, B24))
each("crossprod", lambda a: a.T @ a, (A34,))
each("tcrossprod", lambda a: a @ a.T, (A34,))
each("multiply_lower_tri_self_transpose", lambda a: np.tril(a) @ np.tril(a).T, (G,))
each("lower_triangle", np.tril, (G,))
each("lower_triangle_half", lambda a: np.tril(a) - 0.5 * np.diag(np.diag(a)), (G,))
each("symmetrize_from_lower_tri", lambda a: np.tril(a) + np.tril(a, -1).T, (G,))
each("add_diag", lambda a, d: a + np.diag(np.full(3, d)), (G, 1.5), (G, vec(d3)), (G, row(d3)))
each("diag_pre_multiply", lambda d, a: np.diag(d) @ a, (vec(d3), A34), (row(d3), A34))
each("diag_post_multiply", lambda a, d: a @ np.diag(d), (A34, vec(v)), (A34, row(v)))
each("quad_form", lambda a, b: b.T @ a @ b, (G, A34), (G, vec(d3)))
each("quad_form_sym", lambda a, b: b.T @ a @ b, (sym(3), A34), (sym(3), vec(d3)))
each("quad_form_diag", lambda a, d: np.diag(d) @ a @ np.diag(d), (G, vec(d3)), (G, row(d3)))
each("trace", np.trace, (G,))
each("trace_dot", lambda a, b: np.trace(a @ b), (A34, gen(4, 3)))
each("trace_quad_form", lambda a, b: np.trace(np.atleast_2d(b.T @ a @ b)), (G, A34), (G, vec(d3)))
each("trace_gen_quad_form", lambda d, a, b: np.trace(d @ b.T @ a @ b), (gen(4), G, A34))
each("columns_dot_product", lambda a, b: (a * b).sum(0), (A34, gen(3, 4)))
each("rows_dot_product", lambda a, b: (a * b).sum(1), (A34, gen(3, 4)))
each("columns_dot_self", lambda a: (a * a).sum(0), (A34,))
each("rows_dot_self", lambda a: (a * a).sum(1), (A34,))
for form, whole, split in ((vec, "columns", "rows"), (row, "rows", "columns")):
    put(whole + "_dot_product", [form(v), form(w)], np.array([np.dot(v, w)]))
    put(split + "_dot_product", [form(v), form(w)], np.array(v) * w)
    put(whole + "_dot_self", [form(v)], np.array([np.dot(v, v)]))
    put(split + "_dot_self", [form(v)], np.array(v) * v)

# --- decompositions and solutions
each("cholesky_decompose", la.cholesky if False else lambda a: la.cholesky(a, lower=True), (S,), (spd(1),), (spd(5),))
each("chol2inv", lambda l: la.inv(l @ l.T), (L,))
each("determinant", la.det, (G,), (gen(5),))
each("log_determinant", lambda a: np.log(abs(la.det(a))), (G,), (gen(5),))
each("log_determinant_spd", lambda a: np.log(la.det(a)), (S,))
each("inverse", la.inv, (G,), (gen(5),))
each("inverse_spd", la.inv, (S,))
each("generalized_inverse", la.pinv, (G,), (M35,), (M53,))
each("mdivide_left", la.solve, (G, A34), (G, vec(d3)), (mat([[0, 1.5], [2.5, 0.5]]), vec([1.0, 2.0])))
each("mdivide_left_spd", la.solve, (S, A34), (S, vec(d3)))
each("mdivide_left_tri_low", lambda l, b: la.solve_triangular(l, b, lower=True), (L, A34), (L, vec(d3)))
each("mdivide_left_tri_low", la.inv, (L,))
each("mdivide_left_tri_low_transpose", lambda l, b: la.solve(l.T, b), (L, A34), (L, vec(d3)))
each("mdivide_right", lambda b, a: la.solve(a.T, b.T).T, (gen(4, 3), G), (row(d3), G))
each("mdivide_right_spd", lambda b, a: la.solve(a, b.T).T, (gen(4, 3), S), (row(d3), S))
each("mdivide_right_tri_low", lambda b, l: la.solve(l.T, b.T).T, (gen(4, 3), L), (row(d3), L))
each("mdivide_right_tri_low_transpose", lambda b, l: la.solve(l, b.T).T, (gen(4, 3), L))


def signed_qr(a, mode):
    q, r = la.qr(a, mode=mode)
    sign = np.sign(np.diag(r))
    k = len(sign)
    q = np.hstack([q[:, :k] * sign, q[:, k:]])
    r = np.vstack([sign[:, None] * r[:k], r[k:]])
    return q, r


for a in (G, M53, M35):
    put("qr_Q", [a], signed_qr(a.value, "full")[0])
    put("qr_R", [a], signed_qr(a.value, "full")[1])
    put("qr_thin_Q", [a], signed_qr(a.value, "economic")[0])
    put("qr_thin_R", [a], signed_qr(a.value, "economic")[1])
    for k in (0, 1):
        put("qr", [a], signed_qr(a.value, "full")[k], f"qr({a}).{k + 1}")
        put("qr_thin", [a], signed_qr(a.value, "economic")[k], f"qr_thin({a}).{k + 1}")
    u, s, vt = la.svd(a.value, full_matrices=False)
    sign = np.sign(vt.T[np.argmax(abs(vt), axis=1), range(len(s))])
    put("svd_U", [a], u * sign)
    put("svd_V", [a], vt.T * sign)
    put("singular_values", [a], s)
    for k, part in enumerate((u * sign, s, vt.T * sign)):
        put("svd", [a], part, f"svd({a}).{k + 1}")
for a in (sym(3), sym(5)):
    e, q = la.eigh(a.value)
    q = q * np.sign(q[np.argmax(abs(q), axis=0), range(len(e))])
    put("eigenvalues_sym", [a], e)
    put("eigenvectors_sym", [a], q)
    for k, part in enumerate((q, e)):
        put("eigendecompose_sym", [a], part, f"eigendecompose_sym({a}).{k + 1}")
each("matrix_exp", la.expm, (G,), (mat(30 * gen(3).value),), (mat([[0.0, 1.0], [0.0, 0.0]]),), (mat(1e-3 * G.value),))
each("matrix_exp_multiply", lambda a, b: la.expm(a) @ b, (G, A34))
each("scale_matrix_exp_multiply", lambda t, a, b: la.expm(t * a) @ b, (0.7, G, A34))
each("matrix_power", np.linalg.matrix_power, (G, 0), (G, 1), (G, 5), (G, 8))

# --- sparse matrices: rows of values, columns from 1, starts of rows from 1
P = mat([[19.0, 27.5, 0, 0], [0, 0, 0, 0], [0, 0, 52.5, 81.0]])
w4 = [19.0, 27.5, 52.5, 81.0]
put("csr_extract_w", [P], np.array(w4))
put("csr_extract_v", [P], np.array([1, 2, 3, 4]))
put("csr_extract_u", [P], np.array([1, 3, 3, 5]))
for k, part in enumerate((w4, [1, 2, 3, 4], [1, 3, 3, 5])):
    put("csr_extract", [P], np.array(part), f"csr_extract({P}).{k + 1}")
csr = [3, 4, vec(w4), arr([1, 2, 3, 4]), arr([1, 3, 3, 5])]
put("csr_to_dense_matrix", csr, P.value)
put("csr_matrix_times_vector", csr + [vec(v)], P.value @ v)

# --- Gaussian processes
x = [0.3, -0.8, 1.9]
y = [0.1, 2.2]
X = [[0.3, 1.1], [-0.8, 0.4], [1.9, -0.2]]
Y = [[0.1, 0.9], [2.2, -0.5]]
kernels = {
    "gp_exp_quad_cov": lambda r: np.exp(-r * r / 2),
    "gp_exponential_cov": lambda r: np.exp(-r),
    "gp_matern32_cov": lambda r: (1 + np.sqrt(3) * r) * np.exp(-np.sqrt(3) * r),
    "gp_matern52_cov": lambda r: (1 + np.sqrt(5) * r + 5 * r * r / 3) * np.exp(-np.sqrt(5) * r),
}


def dist(a, b):
    a, b = np.array(a), np.array(b)
    if a.ndim == 1:
        a, b = a[:, None], b[:, None]
    return np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).sum(2))


for name, k in kernels.items():
    put(name, [arr(x), 1.3, 0.7], 1.69 * k(dist(x, x) / 0.7))
    put(name, [arr(x), arr(y), 1.3, 0.7], 1.69 * k(dist(x, y) / 0.7))
    put(name, [vecs(X), 1.3, 0.7], 1.69 * k(dist(X, X) / 0.7))
    put(name, [vecs(X), vecs(Y), 1.3, 0.7], 1.69 * k(dist(X, Y) / 0.7))
    scale = np.array([0.7, 1.6])
    put(name, [vecs(X), 1.3, arr(scale)], 1.69 * k(dist(X / scale, X / scale)))
    put(name, [vecs(X), vecs(Y), 1.3, arr(scale)], 1.69 * k(dist(X / scale, Y / scale)))
put("gp_dot_prod_cov", [arr(x), 1.3], 1.69 + np.outer(x, x))
put("gp_dot_prod_cov", [arr(x), arr(y), 1.3], 1.69 + np.outer(x, y))
put("gp_dot_prod_cov", [vecs(X), 1.3], 1.69 + np.array(X) @ np.array(X).T)
put("gp_dot_prod_cov", [vecs(X), vecs(Y), 1.3], 1.69 + np.array(X) @ np.array(Y).T)
for a, b, f in ((x, y, arr), (X, Y, vecs)):
    periodic = lambda r: 1.69 * np.exp(-2 * np.sin(np.pi * r / 2.5) ** 2 / 0.7**2)
    put("gp_periodic_cov", [f(a), 1.3, 0.7, 2.5], periodic(dist(a, a)))
    put("gp_periodic_cov", [f(a), f(b), 1.3, 0.7, 2.5], periodic(dist(a, b)))

# --- parts of sequences, and functions of containers over arrays
three = [[0.4, -1.3], [2.2, 0.7], [1.1, 0.2]]
for form in (vec, row, arr):
    put("head", [form(v), 2], np.array(v[:2]))
    put("tail", [form(v), 3], np.array(v[1:]))
    put("segment", [form(v), 2, 2], np.array(v[1:3]))
    put("reverse", [form(v)], np.array(v[::-1]))
put("head", [], np.array(three[1]), f"head({vecs(three)}, 2)[2]")
put("tail", [], np.array(three[1]), f"tail({vecs(three)}, 2)[1]")
put("segment", [], np.array(three[2]), f"segment({vecs(three)}, 2, 2)[2]")
put("reverse", [], np.array(three[2]), f"reverse({vecs(three)})[1]")
put("reverse", [], np.array([3, 4, 1, 2]), "reverse({{1, 2}, {3, 4}})")
put("softmax", [], np.exp(three[1]) / np.exp(three[1]).sum(), f"softmax({vecs(three)})[2]")
put("to_array_1d", [arr(v)], np.array(v))

# --- transforms
for a in ("0.4", "-1.3"):
    x = float(a)
    put("lower_bound_constrain", [x, 0.5], 0.5 + math.exp(x))
    put("upper_bound_constrain", [x, 0.5], 0.5 - math.exp(x))
    put("lower_upper_bound_constrain", [x, -1.5, 2.5], -1.5 + 4 / (1 + math.exp(-x)))
    put("offset_multiplier_constrain", [x, 0.5, 2.5], 0.5 + 2.5 * x)
put("ordered_constrain", [vec(v)], np.cumsum([v[0]] + list(np.exp(v[1:]))))
put("positive_ordered_constrain", [vec(v)], np.cumsum(np.exp(v)))
put("unit_vector_constrain", [vec(v)], np.array(v) / la.norm(v))


def pivot(n):
    """Columns of the isometric map to sums of zero of length n."""
    m = np.zeros((n, n - 1))
    for k in range(1, n):
        m[:k, k - 1] = 1 / math.sqrt(k * (k + 1))
        m[k, k - 1] = -k / math.sqrt(k * (k + 1))
    return m


zero = pivot(5) @ np.array(v)
put("sum_to_zero_constrain", [vec(v)], zero)
put("simplex_constrain", [vec(v)], np.exp(zero) / np.exp(zero).sum())
turned = lambda n: -np.roll(pivot(n), -1, axis=0)
put("sum_to_zero_constrain", [A34], turned(4) @ A34.value @ turned(5).T)
ilr = lambda y: np.exp(y) / np.exp(y).sum(0)
put("stochastic_column_constrain", [A34], ilr(pivot(4) @ A34.value))
put("stochastic_row_constrain", [A34], ilr(pivot(5) @ A34.value.T).T)
for name, start in (("ordered", vec(v)), ("positive_ordered", vec(v)), ("simplex", vec(v)), ("sum_to_zero", vec(v)),
                    ("sum_to_zero", A34), ("stochastic_column", A34), ("stochastic_row", A34)):
    put(name + "_unconstrain", [], start.value, f"{name}_unconstrain({name}_constrain({start}))")
