package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Span;

/** A name and its place. */
public record Identifier(String text, Span span) {}
