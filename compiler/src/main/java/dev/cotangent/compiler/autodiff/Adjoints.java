package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The adjoints of active variables, and what is known of them at the point that the reverse sweep has reached. A local
 * whose adjoint is known, as zero at first, has nothing in its adjoint local: nothing is emitted until there is more
 * than one contribution.
 */
final class Adjoints {

    private final Activity activity;
    private final Seeds seeds;
    private final Settled settled;
    private final Names names;
    private final Map<Local, Local> locals = new HashMap<>();
    private final Map<Local, Local> primals = new HashMap<>();
    private final Map<Buffer, Buffer> buffers = new HashMap<>();
    private Map<Local, Expr> known = new HashMap<>();
    private Set<Local> written = new HashSet<>();

    Adjoints(Activity activity, Seeds seeds, Settled settled, Names names) {
        this.activity = activity;
        this.seeds = seeds;
        this.settled = settled;
        this.names = names;
    }

    /** What is known of adjoints at a point. */
    record Knowledge(Map<Local, Expr> known, Set<Local> written) {}

    /** Begins with nothing known: every adjoint is in its local. Returns what to go back to. */
    Knowledge forget() {
        Knowledge before = new Knowledge(known, written);
        known = new HashMap<>();
        written = new HashSet<>();
        return before;
    }

    /** Goes back to what was known; returns the locals whose adjoints were written meanwhile. */
    Set<Local> resume(Knowledge before) {
        Set<Local> meanwhile = written;
        known = before.known();
        written = before.written();
        written.addAll(meanwhile);
        return meanwhile;
    }

    Map<Local, Expr> known() {
        return known;
    }

    void know(Map<Local, Expr> knowledge) {
        known = knowledge;
    }

    Buffer of(Buffer primal) {
        return buffers.computeIfAbsent(
                primal, b -> new Buffer(names.fresh(b.name() + "_adj"), ScalarType.REAL, Storage.WORK));
    }

    /** Gives a buffer's adjoint a place. */
    void place(Buffer primal, Buffer adjoint) {
        buffers.put(primal, adjoint);
    }

    Local of(Local primal) {
        return locals.computeIfAbsent(primal, local -> {
            Local adjoint = new Local(names.fresh(local.name() + "_adj"), ScalarType.REAL, Storage.WORK);
            primals.put(adjoint, local);
            return adjoint;
        });
    }

    /** The local that an adjoint belongs to; empty for other locals. */
    Optional<Local> primal(Local adjoint) {
        return Optional.ofNullable(primals.get(adjoint));
    }

    /** The adjoint at this point: a constant or a read, or for a sum its stable expression. */
    Expr value(Local local) {
        return seeds.seed(local).orElseGet(() -> known.containsKey(local) ? known.get(local) : Expr.read(of(local)));
    }

    /** Adds to an adjoint. */
    void add(Local local, Expr amount, Emitter emitter) {
        if (activity.isActive(local) && !seeds.contains(local) && !Algebra.isZero(amount)) {
            set(local, Algebra.add(value(local), amount), emitter);
        }
    }

    /** Replaces an adjoint. */
    void set(Local local, Expr amount, Emitter emitter) {
        if (seeds.contains(local) || amount.equals(value(local))) {
            return;
        }
        if (isLasting(amount)) {
            known.put(local, amount);
        } else {
            known.remove(local);
            written.add(local);
            emitter.assign(of(local), amount);
        }
    }

    /** Puts a known adjoint into its local. */
    void materialise(Local local, Expr amount, Emitter emitter) {
        known.remove(local);
        written.add(local);
        emitter.assign(of(local), amount);
    }

    /** True if an expression is an atom that keeps its value until the end of its block's reversal. */
    private boolean isLasting(Expr amount) {
        return amount instanceof Expr.RealConstant
                || amount instanceof Expr.Read read
                        && primal(read.local()).filter(settled::contains).isPresent();
    }
}
