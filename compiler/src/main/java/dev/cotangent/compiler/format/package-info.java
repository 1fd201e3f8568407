/** The canonical layout of source text: from tokens and comments to a document with open line breaks, and to text. */
package dev.cotangent.compiler.format;
