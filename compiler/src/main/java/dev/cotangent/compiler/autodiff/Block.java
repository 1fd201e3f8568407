package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A block of statements that knows where it is. Compared by identity. */
final class Block {

    /** A statement in its block. Compared by identity, so equal statements in two places differ. */
    static final class Node {

        private final Stmt statement;
        private final Block parent;
        private final int position;
        private final List<Block> blocks = new ArrayList<>();

        private Node(Stmt statement, Block parent, int position) {
            this.statement = statement;
            this.parent = parent;
            this.position = position;
            Access.blocks(statement).forEach(inner -> blocks.add(new Block(this, inner)));
        }

        Stmt statement() {
            return statement;
        }

        Block parent() {
            return parent;
        }

        int position() {
            return position;
        }

        List<Block> blocks() {
            return blocks;
        }

        boolean isLoop() {
            return statement instanceof Stmt.For || statement instanceof Stmt.While;
        }
    }

    private final Node owner;
    private final List<Node> nodes = new ArrayList<>();

    private Block(Node owner, List<Stmt> statements) {
        this.owner = owner;
        for (Stmt statement : statements) {
            nodes.add(new Node(statement, this, nodes.size()));
        }
    }

    static Block root(List<Stmt> statements) {
        return new Block(null, statements);
    }

    /** The compound statement that this is part of; empty for the outermost block. */
    Optional<Node> owner() {
        return Optional.ofNullable(owner);
    }

    List<Node> nodes() {
        return nodes;
    }

    boolean isLoopBody() {
        return owner != null && owner.isLoop();
    }

    /** The statement of this block that is, or contains, a node; empty if the node is elsewhere. */
    Optional<Node> childContaining(Node node) {
        Node child = node;
        while (child.parent() != this) {
            if (child.parent().owner == null) {
                return Optional.empty();
            }
            child = child.parent().owner;
        }
        return Optional.of(child);
    }

    /** True if another block is this one or lies in it. */
    boolean encloses(Block other) {
        for (Block block = other; block != null; block = block.owner == null ? null : block.owner.parent()) {
            if (block == this) {
                return true;
            }
        }
        return false;
    }

    /** The smallest block that contains this and another one. */
    Block common(Block other) {
        Block block = this;
        while (!block.encloses(other)) {
            block = block.owner.parent();
        }
        return block;
    }

    /** All nodes in this block, outer before inner. */
    List<Node> everything() {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes) {
            all.add(node);
            node.blocks().forEach(block -> all.addAll(block.everything()));
        }
        return all;
    }
}
