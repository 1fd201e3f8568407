/**
 * The intermediate representation: scalars in locals, containers in flat buffers, loops kept as loops.
 *
 * <p>Expressions are pure and scalar. Everything with an effect, and everything over containers, is a statement. Indices
 * into buffers count from 0 and are not checked: lowering emits a {@link dev.cotangent.compiler.ir.Stmt.Check} where it
 * can't prove the range.
 */
package dev.cotangent.compiler.ir;
