/** Source texts and places in them. */
package dev.cotangent.compiler.source;
